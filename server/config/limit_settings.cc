#include "server/config/limit_settings.h"

#include <cstdint>
#include <optional>
#include <string>

#include "server/config/go_quote.h"
#include "server/config/value_parsing.h"

namespace grafake::server {
namespace {

constexpr std::int64_t kMostConnections = 1'000'000;
constexpr std::int64_t kMostBytes = std::int64_t{1} << 40;
constexpr std::int64_t kMostSeconds = 86'400;
constexpr std::int64_t kLeastHead = 1024;  // less would refuse ordinary requests

// Reads one after the other and keeps the first complaint.
class LimitReader {
 public:
  explicit LimitReader(Configuration& configuration) : configuration_(configuration) {}

  std::int64_t Read(const char* key, std::int64_t least, std::int64_t most) {
    const std::string text = configuration_.Text("grafake", key);
    const auto value = ParseGoInteger(text);
    if (value && *value >= least && *value <= most) return *value;
    Complain(key, text, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return least;
  }
  std::size_t Bytes(const char* key, std::int64_t least, std::int64_t most = kMostBytes) {
    return static_cast<std::size_t>(Read(key, least, most));
  }
  std::chrono::seconds Seconds(const char* key) { return std::chrono::seconds(Read(key, 1, kMostSeconds)); }

  [[nodiscard]] const std::optional<StartError>& complaint() const { return complaint_; }

 private:
  void Complain(const std::string& key, const std::string& text, const std::string& what_fits) {
    if (complaint_) return;
    complaint_ = StartError{.form = StartError::Form::kStandardError,
                            .message = "[grafake] " + key + " is " + GoQuote(text) + "; say " + what_fits,
                            .setting = {"grafake", key}};
  }

  Configuration& configuration_;
  std::optional<StartError> complaint_;
};

}  // namespace

tl::expected<LimitSettings, StartError> ReadLimits(Configuration& configuration) {
  LimitReader reader(configuration);
  LimitSettings s;
  s.connections = reader.Bytes("max_connections", 1, kMostConnections);
  s.head_bytes = reader.Bytes("max_head_bytes", kLeastHead);
  s.body_bytes = reader.Bytes("max_body_bytes", 1, kMostBytes / 2);
  // A body that grows is copied: its old buffer counts beside the new one.
  s.bodies_bytes = reader.Bytes("max_bodies_bytes", static_cast<std::int64_t>(2 * s.body_bytes));
  s.answers_bytes = reader.Bytes("max_answers_bytes", 1);
  s.member_bytes = reader.Bytes("max_member_bytes", 1);
  s.head_time = reader.Seconds("max_head_seconds");
  s.least_bytes_per_second = reader.Bytes("least_bytes_per_second", 1);
  s.stall_time = reader.Seconds("max_stall_seconds");
  s.transfer_time = reader.Seconds("max_transfer_seconds");
  if (reader.complaint()) return tl::unexpected(*reader.complaint());
  return s;
}

}  // namespace grafake::server
