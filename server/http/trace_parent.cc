#include "server/http/trace_parent.h"

#include <algorithm>

namespace grafake::server {
namespace {

constexpr std::size_t kTraceAt = 3;
constexpr std::size_t kSpanAt = 36;
constexpr std::size_t kFlagsAt = 53;
constexpr std::size_t kWholeLength = 55;

bool IsLowerHex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool IsZero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

// "00-<32 digits>-<16 digits>-<2 digits>"; later versions may have more behind it.
bool HasForm(std::string_view text) {
  if (text.size() < kWholeLength || (text.size() > kWholeLength && text[kWholeLength] != '-')) return false;
  for (const std::size_t dash : {kTraceAt, kSpanAt, kFlagsAt}) {
    if (text[dash - 1] != '-') return false;
  }
  return IsLowerHex(text.substr(0, 2)) && IsLowerHex(text.substr(kTraceAt, 32)) &&
         IsLowerHex(text.substr(kSpanAt, 16)) && IsLowerHex(text.substr(kFlagsAt, 2));
}

bool IsOfKnownVersion(std::string_view text) {
  if (text.starts_with("ff")) return false;
  if (!text.starts_with("00")) return true;
  return text.size() == kWholeLength && text[kFlagsAt] == '0' && text[kFlagsAt + 1] <= '2';
}

}  // namespace

std::optional<std::string_view> TraceIdIn(const Request& request) {
  const std::string* header = request.FindHeader("traceparent");
  const std::string_view text = header != nullptr ? std::string_view(*header) : std::string_view();
  if (!HasForm(text) || !IsOfKnownVersion(text)) return std::nullopt;
  const std::string_view id = text.substr(kTraceAt, 32);
  if (IsZero(id) || IsZero(text.substr(kSpanAt, 16))) return std::nullopt;
  return id;
}

void PutTraceId(Response& response, std::string_view id) {
  constexpr std::string_view kMember = "\"traceID\":";
  const auto member = response.body.rfind(kMember);
  if (member == std::string::npos) return;
  const auto begin = response.body.find('"', member + kMember.size()) + 1;
  response.body.replace(begin, response.body.find('"', begin) - begin, id);
}

}  // namespace grafake::server
