#include "server/http/static_content.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <optional>

#include "server/domain/digest.h"
#include "server/http/byte_ranges.h"

namespace grafake::server {
namespace {

constexpr const char* kHttpDate = "%a, %d %b %Y %H:%M:%S GMT";

std::string HttpDate(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  std::array<char, 64> text{};
  std::strftime(text.data(), text.size(), kHttpDate, gmtime_r(&time, &parts));
  return text.data();
}

// The three forms that HTTP knows.
std::optional<std::int64_t> ParseHttpDate(const std::string& text) {
  for (const char* form : {kHttpDate, "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"}) {
    std::tm parts{};
    const char* end = ::strptime(text.c_str(), form, &parts);
    if (end != nullptr && *end == '\0') return ::timegm(&parts);
  }
  return std::nullopt;
}

std::string_view Value(const Request& request, std::string_view name) {
  const std::string* header = request.FindHeader(name);
  return header == nullptr ? std::string_view() : std::string_view(*header);
}

std::optional<std::int64_t> DateIn(const Request& request, std::string_view name) {
  return ParseHttpDate(std::string(Value(request, name)));
}

// 304, 412, or 0: go on. Without an ETag only "*" matches.
int Precondition(const Request& request, const StaticContent& content) {
  const std::string_view match = Value(request, "If-Match");
  if (!match.empty() && !match.starts_with('*')) return 412;
  const auto unmodified = DateIn(request, "If-Unmodified-Since");
  if (match.empty() && unmodified && content.modified > *unmodified) return 412;
  const std::string_view none = Value(request, "If-None-Match");
  if (!none.empty()) return none.starts_with('*') ? 304 : 0;
  const auto since = DateIn(request, "If-Modified-Since");
  return since && content.modified <= *since ? 304 : 0;
}

// A range is for the state of the file that the client has begun with.
bool WantsRange(const Request& request, const StaticContent& content) {
  const std::string_view state = Value(request, "If-Range");
  return state.empty() || DateIn(request, "If-Range") == content.modified;
}

Response NoSuchRange(RangeFault fault, std::int64_t size) {
  const bool beyond = fault == RangeFault::kBeyondTheEnd;
  Response response{.status = 416,
                    .headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"X-Content-Type-Options", "nosniff"}},
                    .body = beyond ? "invalid range: failed to overlap\n" : "invalid range\n"};
  if (beyond) response.headers.push_back({"Content-Range", "bytes */" + std::to_string(size)});
  return response;
}

std::string_view Part(const StaticContent& content, const ByteRange& range) {
  return content.body.substr(static_cast<std::size_t>(range.start), static_cast<std::size_t>(range.length));
}

Response Parts(const StaticContent& content, const std::vector<ByteRange>& ranges, std::int64_t size) {
  const std::string boundary = RandomHex(30);
  Response response{.status = 206, .headers = {{"Content-Type", "multipart/byteranges; boundary=" + boundary}}};
  for (const ByteRange& range : ranges) {
    response.body += (response.body.empty() ? "--" : "\r\n--") + boundary + "\r\nContent-Range: " + range.Text(size) +
                     "\r\nContent-Type: " + std::string(content.type) + "\r\n\r\n" + std::string(Part(content, range));
  }
  response.body += "\r\n--" + boundary + "--\r\n";
  return response;
}

Response Content(const StaticContent& content, const std::vector<ByteRange>& ranges, std::int64_t size) {
  std::int64_t sum = 0;
  for (const ByteRange& range : ranges) sum += range.length;
  Response response;
  if (ranges.size() > 1 && sum <= size) {
    response = Parts(content, ranges, size);
  } else if (ranges.size() == 1) {
    response = {.status = 206,
                .headers = {{"Content-Type", std::string(content.type)}, {"Content-Range", ranges[0].Text(size)}},
                .body = std::string(Part(content, ranges[0]))};
  } else {
    response = {.headers = {{"Content-Type", std::string(content.type)}}, .body = std::string(content.body)};
  }
  response.headers.push_back({"Accept-Ranges", "bytes"});
  return response;
}

Response Chosen(const Request& request, const StaticContent& content) {
  if (const int status = Precondition(request, content); status != 0) return {.status = status};
  const auto size = static_cast<std::int64_t>(content.body.size());
  const auto ranges = ParseByteRanges(WantsRange(request, content) ? Value(request, "Range") : "", size);
  return ranges ? Content(content, *ranges, size) : NoSuchRange(ranges.error(), size);
}

}  // namespace

Response ServeContent(const Request& request, const StaticContent& content) {
  Response response = Chosen(request, content);
  response.headers.push_back({"Last-Modified", HttpDate(content.modified)});
  return response;
}

}  // namespace grafake::server
