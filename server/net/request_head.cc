#include "server/net/request_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "server/ascii.h"
#include "server/net/request_target.h"

namespace grafake::server {
namespace {

constexpr HttpFault kMalformed{};
constexpr std::uint64_t kLargestLength = std::numeric_limits<std::int64_t>::max();  // net/http counts in int64
constexpr std::size_t kUsualHeaders = 12;  // of a browser or a client library: one allocation for nearly all

using ByteSet = std::array<bool, 256>;

constexpr ByteSet LettersDigitsAnd(std::string_view marks) {
  ByteSet set{};
  for (unsigned c = 0; c < set.size(); ++c) {
    set[c] = IsLetterOrDigit(static_cast<char>(c));
  }
  for (const char c : marks) set[static_cast<unsigned char>(c)] = true;
  return set;
}

constexpr ByteSet kTokenBytes = LettersDigitsAnd("!#$%&'*+-.^_`|~");
constexpr ByteSet kHostBytes = LettersDigitsAnd("!$%&'()*+,-.:;=@[]_~");

bool AllIn(std::string_view text, const ByteSet& set) {
  return std::ranges::all_of(text, [&](char c) { return set[static_cast<unsigned char>(c)]; });
}

bool IsToken(std::string_view text) { return !text.empty() && AllIn(text, kTokenBytes); }

bool IsFieldValue(std::string_view value) {
  return std::ranges::none_of(value, [](char c) { return IsControl(c) && c != '\t'; });
}

// Takes the next line off the front, without its LF or CRLF.
std::string_view TakeLine(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

struct RequestLine {
  std::string_view method, target;
  char major = '1', minor = '1';
};

std::optional<RequestLine> SplitRequestLine(std::string_view line) {
  const auto first = line.find(' ');
  if (first == std::string_view::npos) return std::nullopt;
  const auto second = line.find(' ', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const std::string_view version = line.substr(second + 1);
  const bool known = version.size() == 8 && version.starts_with("HTTP/") && IsDigit(version[5]) && version[6] == '.' &&
                     IsDigit(version[7]);
  if (!known) return std::nullopt;
  const RequestLine split{line.substr(0, first), line.substr(first + 1, second - first - 1), version[5], version[7]};
  return IsToken(split.method) ? std::optional(split) : std::nullopt;
}

// False when a line is not a header at all. Names and values are judged later: net/http answers them differently.
bool ReadHeaders(std::string_view rest, std::vector<Header>& headers) {
  while (!rest.empty()) {
    const std::string_view line = TakeLine(rest);
    if (line.empty()) return true;
    if (IsBlank(line.front())) {  // folded; the first line of all cannot be
      if (headers.empty()) return false;
      headers.back().value.append(" ").append(WithoutBlanks(line));
      continue;
    }
    const auto colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos) return false;
    headers.push_back({std::string(line.substr(0, colon)), std::string(WithoutBlanks(line.substr(colon + 1)))});
  }
  return true;
}

// Whether a list such as "close, TE" has the token, in any header of that name.
bool HasToken(const Request& request, std::string_view name, std::string_view token) {
  for (const Header& header : request.headers) {
    if (!SameHeaderName(header.name, name)) continue;
    std::string_view rest = header.value;
    while (!rest.empty()) {
      const auto comma = std::min(rest.find(','), rest.size());
      if (SameHeaderName(WithoutBlanks(rest.substr(0, comma)), token)) return true;
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return false;
}

std::vector<std::string_view> Values(const Request& request, std::string_view name) {
  std::vector<std::string_view> values;
  for (const Header& header : request.headers) {
    if (SameHeaderName(header.name, name)) values.push_back(header.value);
  }
  return values;
}

std::optional<HttpFault> ReadLength(RequestHead& head) {
  const auto lengths = Values(head.request, "Content-Length");
  if (lengths.empty()) return std::nullopt;
  const std::string_view text = lengths.front();
  if (std::ranges::any_of(lengths, [&](std::string_view other) { return other != text; })) return kMalformed;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, head.content_length);
  const bool fits = error == std::errc{} && stop == end && head.content_length <= kLargestLength;
  return fits ? std::nullopt : std::optional(kMalformed);
}

// How the body is delimited. An HTTP/1.0 client does not know chunks: net/http ignores the header; the connection is
// closed here, so that a proxy that does not ignore it cannot be made to see another request.
std::optional<HttpFault> ReadFraming(RequestHead& head) {
  const auto encodings = Values(head.request, "Transfer-Encoding");
  if (encodings.empty()) return ReadLength(head);
  if (!head.http11) {
    head.keep_alive = false;
    return ReadLength(head);
  }
  if (encodings.size() != 1 || !SameHeaderName(encodings.front(), "chunked")) {
    return HttpFault{.status = 501, .body = "Unsupported transfer encoding"};
  }
  head.chunked = true;
  return std::nullopt;
}

std::optional<HttpFault> CheckFields(const RequestHead& head) {
  const std::string* const host = head.request.FindHeader("Host");
  if (head.http11 && host == nullptr && head.request.method != "CONNECT") {
    return HttpFault{.status = 400, .detail = "missing required Host header"};
  }
  if (host != nullptr && !AllIn(*host, kHostBytes)) return HttpFault{.status = 400, .detail = "malformed Host header"};
  for (const Header& header : head.request.headers) {
    if (!IsToken(header.name)) return HttpFault{.status = 400, .detail = "invalid header name"};
    if (!IsFieldValue(header.value)) return HttpFault{.status = 400, .detail = "invalid header value"};
  }
  return std::nullopt;
}

void ReadKeepAlive(RequestHead& head) {
  if (head.http11) {
    head.keep_alive = !HasToken(head.request, "Connection", "close");
  } else {
    head.keep_alive =
        HasToken(head.request, "Connection", "keep-alive") && !HasToken(head.request, "Connection", "close");
  }
}

void ReadExpect(RequestHead& head) {
  const std::string* const expect = head.request.FindHeader("Expect");
  if (expect == nullptr || expect->empty()) return;
  if (!HasToken(head.request, "Expect", "100-continue")) {
    head.expect = Expect::kOther;
  } else if (head.http11 && (head.chunked || head.content_length != 0)) {
    head.expect = Expect::kContinue;
  }
}

}  // namespace

std::optional<std::size_t> FindHeadEnd(std::string_view bytes, std::size_t from) {
  // The end of the line before may lie up to two bytes back.
  for (auto at = bytes.find('\n', from < 2 ? 0 : from - 2); at != std::string_view::npos;
       at = bytes.find('\n', at + 1)) {
    const std::string_view next = bytes.substr(at + 1, 2);
    if (next.starts_with('\n')) return at + 2;
    if (next == "\r\n") return at + 3;
  }
  return std::nullopt;
}

std::optional<HttpFault> CheckRequestLine(std::string_view line) {
  const auto split = SplitRequestLine(line);
  if (!split || !ParseRequestTarget(split->method, split->target)) return kMalformed;
  return std::nullopt;
}

tl::expected<RequestHead, HttpFault> ParseRequestHead(std::string_view bytes) {
  const auto line = SplitRequestLine(TakeLine(bytes));
  if (!line) return tl::unexpected(kMalformed);
  auto target = ParseRequestTarget(line->method, line->target);
  if (!target) return tl::unexpected(kMalformed);

  RequestHead head;
  Request& request = head.request;
  request.method = line->method;
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  // "http://host/path", "*", and a '?' with nothing behind it.
  const std::size_t shown = request.path.size() + (request.query.empty() ? 0 : 1 + request.query.size());
  if (shown != line->target.size()) request.raw_target = line->target;
  request.headers.reserve(kUsualHeaders);
  if (!ReadHeaders(bytes, request.headers)) return tl::unexpected(kMalformed);
  if (Values(request, "Host").size() > 1) return tl::unexpected(kMalformed);

  head.star = line->target == "*";
  head.http11 = line->minor != '0';
  // The order is security: where two readers could see different bodies, ReadFraming takes back what ReadKeepAlive
  // allows, so that nothing behind such a body is ever read as a request.
  ReadKeepAlive(head);
  if (const auto fault = ReadFraming(head)) return tl::unexpected(*fault);
  // Behind the framing, as in net/http: a bad length of an unknown version is answered 400, not 505.
  if (line->major != '1') return tl::unexpected(HttpFault{.status = 505, .detail = "unsupported protocol version"});
  if (const auto fault = CheckFields(head)) return tl::unexpected(*fault);
  ReadExpect(head);
  if (!target->authority.empty()) {
    std::erase_if(request.headers, [](const Header& header) { return SameHeaderName(header.name, "Host"); });
    request.headers.push_back({"Host", std::move(target->authority)});
  }
  return head;
}

}  // namespace grafake::server
