#pragma once

#include <string>
#include <tl/expected.hpp>

#include "server/app.h"
#include "server/command_line.h"
#include "server/config/configuration.h"
#include "server/config/dial.h"
#include "server/releases/release.h"

namespace grafake::server {

// All that is needed to start: what the command line, the files and the environment say.
struct Start {
  AppSettings app;
  std::string version;       // of Grafana
  Configuration::Used used;  // the settings that mean something here
  std::string remarks;       // lines for standard error about what Grafana would pass over in silence

  // The lines that tell a person where the server is, where it keeps things, and how to talk to it.
  [[nodiscard]] std::string Welcome(const std::string& url) const;
};

// A home path below which no file can be.
inline constexpr const char* kNoHome = "/proc/no-home";

// Why there is no start, and what Grafana would write to which stream.
struct StartRefusal {
  std::string standard_output;
  std::string standard_error;
  int exit_code = 1;
  std::string message = {};                          // the same in a line, without what surrounds it
  std::pair<std::string, std::string> setting = {};  // section and key of what is wrong; empty: no one setting
};

// A configuration that has been read, and of which release.
struct Loaded {
  const Release& release;
  std::string home;
  Configuration configuration;
};

// How Grafana says it, with nothing said before.
[[nodiscard]] StartRefusal RefusalOf(const StartError& error);

// Prints it to where Grafana prints it; returns the exit code.
[[nodiscard]] int Refuse(const StartRefusal& refusal);

// Reads the layers of the configuration, not yet what they mean.
[[nodiscard]] tl::expected<Loaded, StartRefusal> LoadConfiguration(const CommandLine& line,
                                                                   const Environment& environment);

// Reads the configuration. Touches no directory but to read; `dial` finds out whether the databases and logs of other
// programs, where Grafana would use them, can be reached.
[[nodiscard]] tl::expected<Start, StartRefusal> PrepareStart(const CommandLine& line, const Environment& environment,
                                                             const Dial& dial);

// GET /api/admin/settings, made when it is asked for first.
[[nodiscard]] std::function<ShownSettings(bool after_front_end)> ShownLater(Configuration configuration,
                                                                            const Release& release,
                                                                            const std::string& home);

// The variables of a process, as main() gets them.
[[nodiscard]] Environment EnvironmentOf(char** variables);

// "Version V (commit: NA, branch: main)", as Grafana prints it, and grafake's own.
[[nodiscard]] std::string VersionText(const std::string& release);

// The routes of a release with what each asks for, as a Markdown table: those served here, or those that are not.
enum class RoutesShown { kServed, kMissing };
[[nodiscard]] std::string RoutesText(const Release& release, RoutesShown shown);

}  // namespace grafake::server
