#include "server/log.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "server/api/time_text.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

std::string_view LevelName(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return "debug";
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarn:
      return "warn";
    case LogLevel::kError:
      return "error";
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

bool NeedsQuotes(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '=' || c == '"' || c == 0x7f; });
}

}  // namespace

LogLevel ParseLogLevel(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (lower == "trace" || lower == "debug") return LogLevel::kDebug;
  if (lower == "info") return LogLevel::kInfo;
  if (lower == "warn") return LogLevel::kWarn;
  return LogLevel::kError;
}

std::string LogfmtValue(std::string_view text) {
  if (!NeedsQuotes(text)) return std::string(text);
  std::string quoted;
  AppendJsonString(quoted, text, Html::kPlain);
  return quoted;
}

bool Log::Wants(LogLevel level, std::string_view logger) const {
  if (!settings_.enabled) return false;
  const auto filter = settings_.filters.find(std::string(logger));
  return level >= (filter == settings_.filters.end() ? settings_.level : filter->second);
}

void Log::Write(LogLevel level, std::string_view logger, std::string_view message, const LogFields& fields,
                const LogFields& context) {
  if (!Wants(level, logger)) return;
  LogFields all{{"logger", std::string(logger)}};
  all.insert(all.end(), context.begin(), context.end());
  all.insert(all.end(),
             {{"t", NanoTime(clock_())}, {"level", std::string(LevelName(level))}, {"msg", std::string(message)}});
  all.insert(all.end(), fields.begin(), fields.end());
  std::string line;
  if (settings_.json) {
    std::ranges::stable_sort(all, {}, [](const auto& field) { return field.first; });
    JsonWriter json;
    json.BeginObject();
    for (const auto& [name, value] : all) json.Member(name, value);
    json.EndObject();
    line = json.Take();
  } else {
    for (const auto& [name, value] : all) ((line += line.empty() ? "" : " ") += name) += "=" + LogfmtValue(value);
  }
  line += '\n';
  const std::lock_guard lock(mutex_);
  sink_(line);
}

}  // namespace grafake::server
