#include "conformance/answer_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "conformance/json_text.h"
#include "conformance/same_name.h"

namespace grafake::conformance {
namespace {

[[noreturn]] void FailReading(const std::string& why) { throw std::runtime_error(why); }

std::string InMiB(std::size_t bytes) {
  const bool small = bytes < std::size_t{1} << 20U;
  return std::to_string(small ? bytes >> 10U : bytes >> 20U) + (small ? " KiB" : " MiB");
}

// The bytes of a connection, by lines and by counts.
class Bytes {
 public:
  explicit Bytes(const ReadBytes& read) : read_(read) {}

  // The next line of a head, which takes from what a head may have.
  std::string Line(std::size_t& room) {
    while (true) {
      const auto end = buffer_.find("\r\n", at_);
      const bool half = end == std::string::npos && buffer_.size() > at_ && buffer_.back() == '\r';  // of an end
      const std::size_t size = std::min(end, buffer_.size()) - at_ - (half ? 1 : 0);
      if (size > room)
        FailReading("the head of the answer is larger than " + InMiB(kLargestHead) + ", and no more is read of one");
      if (end != std::string::npos) {
        room -= std::min(room, size + 2);
        return Take(size, 2);
      }
      Need();
    }
  }

  // At most `most` bytes, at least one.
  std::string Some(std::size_t most) {
    if (at_ == buffer_.size()) Need();
    return Take(std::min(most, buffer_.size() - at_), 0);
  }

  std::string Count(std::size_t size) {
    std::string text;
    while (text.size() < size) text += Some(size - text.size());
    return text;
  }

  // All that comes before the connection is closed.
  std::string Rest() {
    std::string text = Take(buffer_.size() - at_, 0);
    while (text.size() <= kLargestBody && More()) text += Take(buffer_.size() - at_, 0);
    return text;
  }

 private:
  std::string Take(std::size_t size, std::size_t behind) {
    std::string text = buffer_.substr(at_, size);
    at_ += size + behind;
    return text;
  }

  void Need() {
    if (!More()) FailReading("the connection was closed before the answer was complete");
  }

  bool More() {
    buffer_.erase(0, at_);
    at_ = 0;
    const std::string bytes = read_();
    buffer_ += bytes;
    return !bytes.empty();
  }

  const ReadBytes& read_;
  std::string buffer_;
  std::size_t at_ = 0;  // of the first byte that was not taken
};

[[noreturn]] void FailTooLarge() {
  FailReading("the body of the answer is larger than " + InMiB(kLargestBody) + ", and no more is read of one");
}

std::size_t Number(std::string_view text, int base) {
  std::size_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value, base);
  // ';': an extension of a chunk
  const bool whole = read.ptr == text.data() + text.size() || *read.ptr == ';' || *read.ptr == ' ';
  if (read.ec == std::errc::result_out_of_range) FailTooLarge();
  if (read.ec != std::errc() || !whole) FailReading("no length: '" + std::string(text.substr(0, 100)) + "'");
  return value;
}

const std::string* FindHeader(const HeaderMap& headers, std::string_view name) {
  const auto found = std::ranges::find_if(headers, [&](const auto& header) { return SameName(header.first, name); });
  return found == headers.end() ? nullptr : &found->second;
}

HeaderMap ReadHeaders(Bytes& bytes, std::size_t& room) {
  HeaderMap headers;
  for (std::string line = bytes.Line(room); !line.empty(); line = bytes.Line(room)) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) FailReading("a header line without a colon: '" + line.substr(0, 100) + "'");
    const auto from = line.find_first_not_of(' ', colon + 1);
    const std::string value = from == std::string::npos ? "" : line.substr(from);
    const auto [header, isNew] = headers.emplace(line.substr(0, colon), value);
    if (isNew) continue;
    // As recordings write what is no list.
    const bool single = SameName(header->first, "Set-Cookie") || SameName(header->first, "Content-Type");
    header->second += (single ? "\n" : ", ") + value;
  }
  return headers;
}

std::size_t ReadChunkSize(Bytes& bytes) {
  std::size_t room = kLargestHead;
  return Number(bytes.Line(room), 16);
}

std::string ReadChunks(Bytes& bytes) {
  std::string body;
  for (std::size_t size = ReadChunkSize(bytes); size > 0; size = ReadChunkSize(bytes)) {
    if (size > kLargestBody - body.size()) FailTooLarge();
    body += bytes.Count(size);
    std::size_t nothing = 0;
    if (!bytes.Line(nothing).empty()) FailReading("a chunk is longer than it says");
  }
  std::size_t room = kLargestHead;
  while (!bytes.Line(room).empty()) continue;  // trailers
  return body;
}

std::string ReadBody(Bytes& bytes, const RecordedAnswer& answer, const std::string& method) {
  if (method == "HEAD" || answer.status == 204 || answer.status == 304) return {};
  const std::string* encoding = FindHeader(answer.headers, "Transfer-Encoding");
  if (encoding != nullptr && SameName(*encoding, "chunked")) return ReadChunks(bytes);
  const std::string* length = FindHeader(answer.headers, "Content-Length");
  const std::size_t size = length == nullptr ? 0 : Number(*length, 10);
  if (size > kLargestBody) FailTooLarge();
  std::string body = length == nullptr ? bytes.Rest() : bytes.Count(size);
  if (body.size() > kLargestBody) FailTooLarge();
  return body;
}

RecordedAnswer ReadHead(Bytes& bytes) {
  std::size_t room = kLargestHead;
  const std::string line = bytes.Line(room);
  if (!line.starts_with("HTTP/1.") || line.size() < 12) FailReading("no HTTP answer: '" + line.substr(0, 100) + "'");
  const auto status = static_cast<int>(Number(std::string_view(line).substr(9, 3), 10));
  if (status < 100) FailReading("no status of HTTP: '" + line.substr(0, 100) + "'");
  return {.status = status, .headers = ReadHeaders(bytes, room)};
}

// Answers that only say that there will be another.
RecordedAnswer ReadFinalHead(Bytes& bytes) {
  for (int interim = 0; interim <= kMostInterim; ++interim) {
    RecordedAnswer answer = ReadHead(bytes);
    if (answer.status >= 200) return answer;
  }
  FailReading("more than " + std::to_string(kMostInterim) + " answers of 1xx came before one");
}

// What a parser would make of a body that is made to be expensive is not tried.
void RefuseExpensiveJson(const std::string& body) {
  const auto first = body.find_first_not_of(" \t\r\n");
  if (first == std::string::npos || (body[first] != '{' && body[first] != '[')) return;
  int depth = 0;
  std::size_t values = 0;
  for (std::size_t at = first; at < body.size(); ++at) {
    const char c = body[at];
    if (c == '"') at += LiteralLength(std::string_view(body).substr(at)) - 1;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (c == ',' || c == '{' || c == '[') ++values;
    if (depth > kDeepestJson || values > kMostJsonValues)
      FailReading("the JSON of the answer is nested deeper or has more values than any answer of Grafana");
  }
}

}  // namespace

RecordedAnswer ReadAnswer(const ReadBytes& read, const std::string& method) {
  Bytes bytes(read);
  RecordedAnswer answer = ReadFinalHead(bytes);
  answer.body = ReadBody(bytes, answer, method);
  RefuseExpensiveJson(answer.body);
  std::erase_if(answer.headers, [](const auto& header) {
    constexpr auto kNotKept =
        std::to_array<std::string_view>({"Date", "Content-Length", "Connection", "Transfer-Encoding"});
    return std::ranges::any_of(kNotKept, [&](std::string_view name) { return SameName(name, header.first); });
  });
  return answer;
}

}  // namespace grafake::conformance
