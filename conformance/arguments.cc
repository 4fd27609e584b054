#include "conformance/arguments.h"

#include <Poco/NumberParser.h>

#include "conformance/commands/credentials.h"
#include "conformance/new_file.h"
#include "conformance/recorded_release.h"
#include "conformance/report/run_report.h"
#include "conformance/suite/release.h"

namespace grafake::conformance {

tl::expected<std::string, std::string> RecordingsOf(const Flags& flags, const Defaults& defaults) {
  const std::string release = flags.Value("release", kUsualRecording);
  if (!IsPlainName(release))
    return tl::unexpected("--release needs the name of a release with recordings, not '" + release + "'");
  return RecordingsIn(flags.Value("fixtures", defaults.fixtures), release);
}

tl::expected<ListOptions, std::string> ReadListArguments(const std::vector<std::string>& words,
                                                         const Defaults& defaults) {
  const auto flags = ReadFlags(words, {"only", "fixtures", "release"}, {});
  if (!flags) return tl::unexpected(flags.error());
  ListOptions options{
      .only = flags->only,
      .recordings = RecordingsOrUsual(flags->Value("fixtures", defaults.fixtures), flags->Value("release")),
      .release = {}};
  if (!flags->Has("release")) return options;
  const auto release = ReadKnownRelease(flags->Value("release"));
  if (!release) return tl::unexpected(release.error());
  options.release = *release;
  return options;
}

tl::expected<ReplayOptions, std::string> ReadArguments(const std::vector<std::string>& words,
                                                       const Defaults& defaults) {
  auto flags = ReadFlags(
      words,
      {"only", "server", "server-binary", "append-ini", "jobs", "fixtures", "release", "not-yet-passing", "time-limit"},
      {"verbose,v"});
  if (!flags) return tl::unexpected(flags.error());
  const auto jobs = flags->Has("jobs") ? ReadJobs(flags->Value("jobs")) : defaults.jobs;
  if (!jobs) return tl::unexpected(jobs.error());
  const auto limit = ReadTimeLimit(*flags);
  if (!limit) return tl::unexpected(limit.error());
  const auto recordings = RecordingsOf(*flags, defaults);
  if (!recordings) return tl::unexpected(recordings.error());
  const std::string list = flags->Has("server") ? "" : ListFor(defaults.not_yet_passing, *recordings);
  return ReplayOptions{.recordings = *recordings,
                       .only = flags->only,
                       .server = flags->Value("server"),
                       .server_binary = flags->Value("server-binary", defaults.server_binary),
                       .append_ini = flags->Value("append-ini"),
                       .not_yet_passing = flags->Value("not-yet-passing", list),
                       .jobs = *jobs,
                       .time_limit = *limit,
                       .verbose = flags->Has("verbose")};
}

namespace {

// What is wrong with the values of `run`.
tl::expected<void, std::string> CheckRunFlags(const Flags& flags) {
  if (flags.Has("url") && flags.Has("server"))
    return tl::unexpected(std::string("--url attaches, --server starts: give one of them"));
  if (flags.Has("server") && flags.Value("server").empty())
    return tl::unexpected(std::string("--server needs the command of a server"));
  if (!flags.Has("release")) return {};
  return ReadKnownRelease(flags.Value("release")).map([](const Release&) {});
}

// --allow-unsupported alone takes whatever could not be checked.
tl::expected<double, std::string> UnsupportedShare(const Flags& flags) {
  const std::string name = "allow-unsupported";
  if (!flags.Has(name)) return kUsuallyUnsupported;
  if (flags.Value(name).empty()) return 1.0;
  return ReadNumber(flags, name, 100, 100).map([](unsigned percent) { return percent / 100.0; });
}

// Where the target is, and who is its administrator.
tl::expected<void, std::string> TakeTarget(const Flags& flags, RunOptions& options) {
  auto administrator = ReadAdministrator(flags);
  if (!administrator) return tl::unexpected(administrator.error());
  // What the environment says is of targets of others.
  const bool said = flags.Has("url") || flags.Has("user") || flags.Has("user-file");
  if (said && !administrator->empty()) options.administrator = *administrator;
  if (!flags.Has("url")) return {};
  auto endpoint = ReadTarget(flags);
  if (!endpoint) return tl::unexpected(endpoint.error());
  if (administrator->empty()) return tl::unexpected(std::string(kNoAdministrator));
  options.target = *std::move(endpoint);
  return {};
}

}  // namespace

tl::expected<RunOptions, std::string> ReadRunArguments(const std::vector<std::string>& words,
                                                       const Defaults& defaults) {
  std::vector<std::string> valued = TargetFlags();
  for (const char* name : {"only", "server", "server-binary", "append-ini", "release", "jobs", "fixtures", "shuffle",
                           "expected-failures", "out", "junit", "json-lines", "html", "markdown", "time-limit"})
    valued.emplace_back(name);
  auto flags = ReadFlags(words, valued, {"verbose,v", "no-replays", "insecure", "allow-unsupported="});
  if (!flags) return tl::unexpected(flags.error());
  const auto jobs = flags->Has("jobs") ? ReadJobs(flags->Value("jobs")) : 0U;
  if (!jobs) return tl::unexpected(jobs.error());
  if (auto right = CheckRunFlags(*flags); !right) return tl::unexpected(right.error());
  const auto unsupported = UnsupportedShare(*flags);
  if (!unsupported) return tl::unexpected(unsupported.error());
  const auto limit = ReadTimeLimit(*flags);
  if (!limit) return tl::unexpected(limit.error());
  RunOptions options{.only = flags->only,
                     .fixtures = flags->Value("fixtures", defaults.fixtures),
                     .server = flags->Value("server"),
                     .server_binary = flags->Value("server-binary", defaults.server_binary),
                     .append_ini = flags->Value("append-ini"),
                     .release = flags->Value("release"),
                     .jobs = *jobs,
                     .time_limit = *limit,
                     .may_be_unsupported = *unsupported,
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
  if (auto taken = TakeTarget(*flags, options); !taken) return tl::unexpected(taken.error());
  if (flags->Has("shuffle")) options.shuffle = static_cast<unsigned>(std::hash<std::string>()(flags->Value("shuffle")));
  return options;
}

}  // namespace grafake::conformance
