#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/held_port.h"
#include "conformance/process_group.h"
#include "conformance/recording.h"

namespace grafake::conformance {

// How a server is started: words with {ini}, {data}, {home} and {port} to be filled in.
struct TargetCommand {
  std::vector<std::string> words;
  std::string ini_suffix;  // appended to every scenario's ini
};

// Cuts a command line at blanks; quotes keep blanks together.
[[nodiscard]] std::vector<std::string> CommandWords(const std::string& text);

// A server of a scenario's own, with an empty data directory at first. Nothing of it runs on when the object goes or
// when this process ends. Not thread-safe.
//
// In `directory`: custom.ini, data/ and output (all that it wrote, over all starts). It is {home} too, as it was when
// recordings were made.
class Target {
 public:
  // Creates the directories; throws std::filesystem::filesystem_error.
  Target(TargetCommand command, std::filesystem::path directory);

  // Starts it on the data that is there and waits until it takes connections. The error is a sentence, with the last
  // lines that the server wrote.
  [[nodiscard]] tl::expected<void, std::string> Start(const Variables& environment, const std::string& ini,
                                                      const std::vector<std::string>& arguments);
  // The code that the last one ended with by itself, in Start or after it; nothing: it runs, or it was stopped.
  [[nodiscard]] std::optional<int> exit_code() const;

  // SIGTERM, and SIGKILL after ten seconds or at an interruption, which is the error.
  [[nodiscard]] tl::expected<void, std::string> Stop();

  // True when it is not running; waits a moment for a process that is about to end.
  [[nodiscard]] bool Ended() const;

  // How many bytes it wrote, over all its starts; what it wrote from there on, at most the last MiB; the end of it all.
  [[nodiscard]] std::size_t OutputSize() const;
  [[nodiscard]] std::string OutputFrom(std::size_t begin) const;
  [[nodiscard]] std::string LastLines() const;

  [[nodiscard]] std::uint16_t port() const { return port_.number(); }

  // What {{port}}, {{host}}, {{dir}} and {{home}} of a recording stand for.
  [[nodiscard]] Variables Place() const;

 private:
  [[nodiscard]] std::string Filled(std::string word) const;
  [[nodiscard]] tl::expected<void, std::string> StartOnce(const ProcessCommand& command);
  [[nodiscard]] tl::expected<void, std::string> AwaitListening() const;

  TargetCommand command_;
  std::filesystem::path directory_;
  HeldPort port_;
  std::unique_ptr<ProcessGroup> process_;
  std::optional<int> exit_code_;
};

}  // namespace grafake::conformance
