#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "server/end_watch.h"
#include "server/releases/release.h"

namespace grafake::server {

// What the command line asks for.
struct CommandLine {
  std::string config;                          // --config
  std::string homepath;                        // --homepath
  std::string pidfile;                         // --pidfile
  std::string release{DefaultRelease().name};  // --release
  std::optional<std::uint16_t> port;           // --port
  std::optional<std::string> data;             // --data
  std::string ready_file;                      // --ready-file
  std::vector<std::string> lies;               // --lie, any number of times
  std::vector<std::string> seeds;              // --seed, any number of times
  std::string seed_out;                        // --seed-out
  std::optional<std::uint64_t> deterministic;  // --deterministic
  EndWish end;                                 // --exit-with-parent, --exit-with-stdin
  bool profile = false;                        // --profile
  bool tracing = false;                        // --tracing
  std::string tracing_file = "trace.out";      // --tracing-file
  bool show_version = false;                   // -v, -vv, --version
  bool show_help = false;                      // --help
  std::vector<std::string> arguments;          // what stands behind the flags: cfg:section.key=value, words
};

// Reads a command line written for grafana-server, by the rules of Go's flag package: one dash or two, "-flag value" or
// "-flag=value", and the first word that is no flag ends the flags. The error is Go's sentence.
[[nodiscard]] tl::expected<CommandLine, std::string> ParseCommandLine(const std::vector<std::string>& words);

// The same of what no Grafana has, a command of grafake's own: flags and cfg: arguments stand in any order, and a word
// that is neither is an error.
[[nodiscard]] tl::expected<CommandLine, std::string> ParseMixedCommandLine(const std::vector<std::string>& words);

// What Grafana ignores behind the flags, a sentence each: words, and flags that come too late. The error is about a
// flag that must not be lost: one of grafake's own, which decide where things are kept.
[[nodiscard]] tl::expected<std::vector<std::string>, std::string> IgnoredWords(const CommandLine& line);

// The text of --help.
[[nodiscard]] std::string Usage();

}  // namespace grafake::server
