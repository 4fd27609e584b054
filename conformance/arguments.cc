#include "conformance/arguments.h"

#include "conformance/commands/flags.h"
#include "conformance/suite/release.h"

namespace grafake::conformance {

tl::expected<ReplayOptions, std::string> ReadArguments(const std::vector<std::string>& words,
                                                       const Defaults& defaults) {
  auto flags = ReadFlags(
      words, {"only", "server", "server-binary", "append-ini", "jobs", "fixtures", "release", "not-yet-passing"},
      {"verbose,v"});
  if (!flags) return tl::unexpected(flags.error());
  const auto jobs = flags->Has("jobs") ? ReadJobs(flags->Value("jobs")) : defaults.jobs;
  if (!jobs) return tl::unexpected(jobs.error());
  const std::string list = flags->Has("server") ? "" : defaults.not_yet_passing;
  return ReplayOptions{
      .recordings = flags->Value("fixtures", defaults.fixtures) + "/recorded/" + flags->Value("release", "9.0.9"),
      .only = flags->only,
      .server = flags->Value("server"),
      .server_binary = flags->Value("server-binary", defaults.server_binary),
      .append_ini = flags->Value("append-ini"),
      .not_yet_passing = flags->Value("not-yet-passing", list),
      .jobs = *jobs,
      .verbose = flags->Has("verbose")};
}

namespace {

// What is wrong with the values of `run`; empty: nothing.
std::string WrongValue(const Flags& flags) {
  if (flags.Has("url") && flags.Has("server")) return "--url attaches, --server starts: give one of them";
  if (flags.Has("server") && flags.Value("server").empty()) return "--server needs the command of a server";
  if (flags.Has("user") && flags.Value("user").find(':') == std::string::npos) return "--user needs NAME:PASSWORD";
  if (flags.Has("release") && !ReadRelease(flags.Value("release")))
    return "--release needs a release like 9.0 or 9.0.9, not '" + flags.Value("release") + "'";
  return {};
}

}  // namespace

tl::expected<RunOptions, std::string> ReadRunArguments(const std::vector<std::string>& words,
                                                       const Defaults& defaults) {
  auto flags = ReadFlags(words,
                         {"only", "url", "user", "server", "server-binary", "append-ini", "release", "jobs", "fixtures",
                          "shuffle", "ledger", "expected-failures", "out", "junit", "json-lines", "html", "markdown"},
                         {"verbose,v", "no-replays"});
  if (!flags) return tl::unexpected(flags.error());
  const auto jobs = flags->Has("jobs") ? ReadJobs(flags->Value("jobs")) : 0U;
  if (!jobs) return tl::unexpected(jobs.error());
  if (auto wrong = WrongValue(*flags); !wrong.empty()) return tl::unexpected(wrong);
  RunOptions options{.only = flags->only,
                     .fixtures = flags->Value("fixtures", defaults.fixtures),
                     .url = flags->Value("url"),
                     .user = flags->Value("user", "admin:admin"),
                     .server = flags->Value("server"),
                     .server_binary = flags->Value("server-binary", defaults.server_binary),
                     .append_ini = flags->Value("append-ini"),
                     .release = flags->Value("release"),
                     .jobs = *jobs,
                     .replays = !flags->Has("no-replays"),
                     .verbose = flags->Has("verbose"),
                     .ledger = flags->Value("ledger"),
                     .expected_failures = flags->Value("expected-failures"),
                     .not_yet_passing = flags->Has("fixtures") ? "" : defaults.not_yet_passing,
                     .out = flags->Value("out"),
                     .junit = flags->Value("junit"),
                     .json_lines = flags->Value("json-lines"),
                     .html = flags->Value("html"),
                     .markdown = flags->Value("markdown")};
  if (flags->Has("shuffle")) options.shuffle = static_cast<unsigned>(std::hash<std::string>()(flags->Value("shuffle")));
  return options;
}

}  // namespace grafake::conformance
