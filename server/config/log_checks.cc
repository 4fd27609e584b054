#include "server/config/log_checks.h"

#include <algorithm>
#include <array>

#include "server/ascii.h"
#include "server/blanks.h"
#include "server/config/go_quote.h"
#include "server/config/splitting.h"

namespace grafake::server {
namespace {

using LogChecked = tl::expected<void, StartError>;

// Commas part the words when there is one, else single blanks: two of them have an empty word between them.
std::vector<std::string> LogModes(const std::string& text) {
  std::vector<std::string> modes = Split(text, text.find(',') == std::string::npos ? " " : ",");
  for (std::string& mode : modes) mode = std::string(TrimBlanks(mode));
  return modes;
}

// "logger:level" pairs.
std::map<std::string, std::string> LogFilters(const std::string& text) {
  std::map<std::string, std::string> filters;
  for (const std::string& word : SplitWords(text, " ,")) {
    const auto colon = word.find(':');
    if (colon != std::string::npos) filters[word.substr(0, colon)] = word.substr(colon + 1);
  }
  return filters;
}

// Grafana ends without a word, since it has no log yet.
LogChecked NoSyslog(std::string why) {
  return tl::unexpected(StartError{.form = StartError::Form::kSilent,
                                   .message = "[log] mode has syslog, which cannot be used: " + std::move(why) +
                                              "; Grafana ends here without a word"});
}

LogChecked CheckSyslog(Configuration& c, const Dial& dial) {
  constexpr auto kFacilities = std::to_array<std::string_view>(
      {"user", "daemon", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7"});
  const std::string facility = c.Text("log.syslog", "facility", "local7");
  if (std::ranges::find(kFacilities, facility) == kFacilities.end())
    return NoSyslog("[log.syslog] facility " + GoQuote(facility) + " is unknown");
  const std::string network = c.Text("log.syslog", "network");
  if (!network.empty()) {
    const auto problem = dial(network, c.Text("log.syslog", "address"));
    return problem ? NoSyslog(*problem) : LogChecked();
  }
  // The places where a local syslog listens.
  for (const char* type : {"unixgram", "unix"}) {
    for (const char* path : {"/dev/log", "/var/run/syslog", "/var/run/log"}) {
      if (!dial(type, path)) return {};
    }
  }
  return NoSyslog("none listens on this machine");
}

LogChecked CheckMode(Configuration& c, const std::string& mode, const Dial& dial) {
  const std::string section = "log." + mode;
  if (c.file().FindSection(section) == nullptr) {
    return tl::unexpected(StartError{.message = "failed to get config section " + section + ": section " +
                                                GoQuote(section) + " does not exist"});
  }
  if (mode == "syslog") return CheckSyslog(c, dial);
  if (mode == "console" || mode == "file") return {};
  return tl::unexpected(StartError{.form = StartError::Form::kPanic,
                                   .message = "Handler is uninitialized for mode " + GoQuote(mode),
                                   .exit_code = 2});
}

// An unknown level means errors only.
void NoteUnknownLevel(Configuration& c) {
  constexpr auto kLevels = std::to_array<std::string_view>({"trace", "debug", "info", "warn", "error", "critical"});
  const std::string section = c.Peek("log.console", "level").empty() ? "log" : "log.console";
  const std::string level = LowerText(c.Peek(section, "level"));
  if (!level.empty() && std::ranges::find(kLevels, level) == kLevels.end())
    c.NoteFallenBack(section, "level", "one of trace, debug, info, warn, error, critical", "error");
}

}  // namespace

LoggingSettings ReadLogging(Configuration& c, const LogRules& rules) {
  NoteUnknownLevel(c);
  return {.enabled = !rules.can_be_off || c.Boolean("log", "enabled", true),
          .modes = LogModes(c.Text("log", "mode", "console")),
          .level = c.Text("log.console", "level", c.Text("log", "level", "info")),
          .filters = LogFilters(c.Text("log", "filters")),
          .format = c.Text("log.console", "format", "console")};
}

LogChecked CheckLogging(Configuration& c, const LoggingSettings& log, const Dial& dial) {
  if (!log.enabled) return {};
  for (const std::string& mode : log.modes) {
    if (auto checked = CheckMode(c, mode, dial); !checked) return checked;
  }
  return {};
}

}  // namespace grafake::server
