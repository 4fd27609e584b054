#include "server/log.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

#include "server/api/time_text.h"
#include "server/ascii.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

std::string_view LevelName(LogLevel level, LogForm form) {
  const bool whole = form == LogForm::kLevels;
  switch (level) {
    case LogLevel::kDebug:
      return whole ? "debug" : "dbug";
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarn:
      return "warn";
    case LogLevel::kError:
      return whole ? "error" : "eror";
  }
  return "";
}

// RFC 3339 with nanoseconds: the fraction goes between the seconds and the zone.
std::string NanoTime(Instant now) {
  std::string text = TimeText(ToTimestamp(now));
  std::array<char, 16> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%09lld", static_cast<long long>((now - ToTimestamp(now)).count()));
  return text.insert(19, fraction.data());
}

// Hundredths, without zeros at their end, and the offset without a colon.
std::string ShortTime(Instant now) {
  const std::string whole = NanoTime(now);
  std::string text = whole.substr(0, 22);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  std::string zone = whole.substr(29);
  std::erase(zone, ':');
  return text + (zone == "Z" ? "+0000" : zone);
}

bool IsBare(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '='; });
}

std::string LogfmtLine(const LogFields& fields) {
  std::string line;
  for (const auto& [name, value] : fields) ((line += line.empty() ? "" : " ") += name) += "=" + LogfmtValue(value.text);
  return line += '\n';
}

// Members by name; of several the last counts.
std::string JsonLine(const LogFields& fields) {
  std::map<std::string_view, const LogValue*> members;
  for (const auto& [name, value] : fields) members[name] = &value;
  std::string line;
  for (const auto& [name, value] : members) {
    line += line.empty() ? '{' : ',';
    AppendJsonString(line, name, Html::kPlain);
    line += ':';
    if (value->number) {
      line += value->text;
    } else {
      AppendJsonString(line, value->text, Html::kPlain);
    }
  }
  return line += "}\n";
}

}  // namespace

LogLevel ParseLogLevel(std::string_view text) {
  const std::string lower = LowerText(text);
  if (lower == "trace" || lower == "debug") return LogLevel::kDebug;
  if (lower == "info") return LogLevel::kInfo;
  if (lower == "warn") return LogLevel::kWarn;
  return LogLevel::kError;
}

std::string LogfmtValue(std::string_view text) {
  std::string quoted;
  AppendJsonString(quoted, text, Html::kPlain);
  const bool changed = quoted.size() != text.size() + 2;
  return changed || !IsBare(text) ? quoted : std::string(text);
}

bool Log::Wants(LogLevel level, std::string_view logger) const {
  if (!settings_.enabled) return false;
  const auto filter = settings_.filters.find(std::string(logger));
  return level >= (filter == settings_.filters.end() ? settings_.level : filter->second);
}

void Log::Write(LogLevel level, std::string_view logger, std::string_view message, const LogFields& fields,
                const LogFields& context) {
  if (!Wants(level, logger)) return;
  LogFields all{{"logger", logger}};
  all.insert(all.end(), context.begin(), context.end());
  const bool whole = settings_.form == LogForm::kLevels;
  all.insert(all.end(), {{"t", whole ? NanoTime(clock_()) : ShortTime(clock_())},
                         {whole ? "level" : "lvl", LevelName(level, settings_.form)},
                         {"msg", message}});
  all.insert(all.end(), fields.begin(), fields.end());
  const std::string line = settings_.json ? JsonLine(all) : LogfmtLine(all);
  const Lock lock(mutex_);
  sink_(line);
}

std::string LossLine(const LogSettings& settings, const Clock& clock, std::uint64_t lost) {
  std::string text;
  Log(settings, clock, [&](const std::string& line) { text = line; })
      .Write(LogLevel::kError, "grafake", "Lines are missing here: nobody read them, or they could not be written",
             {{"lost", lost}});
  return text;
}

}  // namespace grafake::server
