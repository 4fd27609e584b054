#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace grafake::server {

enum class LogLevel { kDebug, kInfo, kWarn, kError };

// The value of a field of the log. Numbers stay numbers in JSON.
struct LogValue {
  LogValue(std::string value) : text(std::move(value)) {}  // NOLINT(google-explicit-constructor)
  LogValue(const char* value) : text(value) {}             // NOLINT(google-explicit-constructor)
  LogValue(std::string_view value) : text(value) {}        // NOLINT(google-explicit-constructor)
  LogValue(std::integral auto value)
      : text(std::to_string(value)), number(true) {}  // NOLINT(google-explicit-constructor)

  std::string text;
  bool number = false;
};

// The longest text of a stranger that the log shows.
inline constexpr std::size_t kMostShownInLog = 1024;

// So much of a text that comes from outside as the log shows, with a mark where it was cut.
[[nodiscard]] inline std::string CutForLog(std::string_view text, std::size_t most = kMostShownInLog) {
  return text.size() <= most ? std::string(text) : std::string(text.substr(0, most)) + "…";
}

using LogFields = std::vector<std::pair<std::string_view, LogValue>>;

// What is to be said in the log about a request besides that it is completed. Nothing in it is a secret.
struct RequestNote {
  LogLevel level = LogLevel::kError;
  std::string message;
  LogFields fields = {};
  bool caller_known = true;   // false: it was noticed before anybody knew who is asking
  bool with_address = false;  // whence the request came is said, too
};

}  // namespace grafake::server
