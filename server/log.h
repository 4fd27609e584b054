#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/domain/clock.h"
#include "server/http/request_note.h"
#include "server/locks.h"
#include "server/releases/log_rules.h"

namespace grafake::server {

// "debug", "trace", "info", "warn", "error", "critical", without case; what is unknown is errors only, as in Grafana.
[[nodiscard]] LogLevel ParseLogLevel(std::string_view text);

struct LogSettings {
  bool enabled = true;                           // [log] enabled, and some mode that is served
  LogLevel level = LogLevel::kInfo;              // [log] level
  std::map<std::string, LogLevel> filters = {};  // [log] filters: logger → level
  bool json = false;                             // [log.console] format = json
  LogForm form = LogForm::kLevels;
};

// Writes lines as Grafana does, in logfmt or JSON. Thread-safe; a line is given to the sink whole, newline
// included. Nothing may hand it a secret.
class Log {
 public:
  using Sink = std::function<void(const std::string& line)>;

  Log(LogSettings settings, Clock clock, Sink sink)
      : settings_(std::move(settings)), clock_(std::move(clock)), sink_(std::move(sink)) {}

  [[nodiscard]] bool Wants(LogLevel level, std::string_view logger) const;
  // `context` fields stand before the time, `fields` behind the message.
  void Write(LogLevel level, std::string_view logger, std::string_view message, const LogFields& fields = {},
             const LogFields& context = {});

 private:
  LogSettings settings_;
  Clock clock_;
  Mutex mutex_;
  Sink sink_ GUARDED_BY(mutex_);
};

// The line that stands where `lost` lines are missing.
[[nodiscard]] std::string LossLine(const LogSettings& settings, const Clock& clock, std::uint64_t lost);

// A value as logfmt wants it: quoted the Go way where it holds blanks, quotes, '=', invalid UTF-8 or what a terminal
// obeys.
[[nodiscard]] std::string LogfmtValue(std::string_view text);

}  // namespace grafake::server
