#include "conformance/answer_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace grafake::conformance {
namespace {

constexpr std::size_t kLargest = std::size_t{64} << 20U;

// The bytes of a connection, by lines and by counts.
class Bytes {
 public:
  explicit Bytes(const ReadBytes& read) : read_(read) {}

  std::string Line() {
    while (true) {
      const auto end = buffer_.find("\r\n");
      if (end != std::string::npos) return Take(end, 2);
      if (!More()) throw std::runtime_error("the connection was closed before the answer was complete");
    }
  }

  std::string Count(std::size_t size) {
    if (size > kLargest) throw std::runtime_error("the answer is too large");
    while (buffer_.size() < size) {
      if (!More()) throw std::runtime_error("the connection was closed before the answer was complete");
    }
    return Take(size, 0);
  }

  std::string Rest() {
    while (More()) continue;
    return Take(buffer_.size(), 0);
  }

 private:
  std::string Take(std::size_t size, std::size_t behind) {
    std::string text = buffer_.substr(0, size);
    buffer_.erase(0, size + behind);
    return text;
  }

  bool More() {
    if (buffer_.size() > kLargest) throw std::runtime_error("the answer is too large");
    const std::string bytes = read_();
    buffer_ += bytes;
    return !bytes.empty();
  }

  const ReadBytes& read_;
  std::string buffer_;
};

std::size_t Number(std::string_view text, int base) {
  std::size_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value, base);
  const bool whole = read.ptr == text.data() + text.size() || *read.ptr == ';';  // ';': an extension of a chunk
  if (read.ec != std::errc() || !whole) throw std::runtime_error("no length: '" + std::string(text) + "'");
  return value;
}

bool SameName(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

const std::string* FindHeader(const HeaderMap& headers, std::string_view name) {
  const auto found = std::ranges::find_if(headers, [&](const auto& header) { return SameName(header.first, name); });
  return found == headers.end() ? nullptr : &found->second;
}

HeaderMap ReadHeaders(Bytes& bytes) {
  HeaderMap headers;
  for (std::string line = bytes.Line(); !line.empty(); line = bytes.Line()) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) throw std::runtime_error("a header line without a colon: '" + line + "'");
    const auto from = line.find_first_not_of(' ', colon + 1);
    const std::string value = from == std::string::npos ? "" : line.substr(from);
    const auto [header, isNew] = headers.emplace(line.substr(0, colon), value);
    if (!isNew) header->second += (SameName(header->first, "Set-Cookie") ? "\n" : ", ") + value;
  }
  return headers;
}

std::string ReadChunks(Bytes& bytes) {
  std::string body;
  for (std::size_t size = Number(bytes.Line(), 16); size > 0; size = Number(bytes.Line(), 16)) {
    body += bytes.Count(size);
    if (body.size() > kLargest) throw std::runtime_error("the answer is too large");
    bytes.Line();
  }
  while (!bytes.Line().empty()) continue;  // trailers
  return body;
}

std::string ReadBody(Bytes& bytes, const RecordedAnswer& answer, const std::string& method) {
  if (method == "HEAD" || answer.status == 204 || answer.status == 304) return {};
  const std::string* encoding = FindHeader(answer.headers, "Transfer-Encoding");
  if (encoding != nullptr && SameName(*encoding, "chunked")) return ReadChunks(bytes);
  const std::string* length = FindHeader(answer.headers, "Content-Length");
  return length == nullptr ? bytes.Rest() : bytes.Count(Number(*length, 10));
}

RecordedAnswer ReadHead(Bytes& bytes) {
  const std::string line = bytes.Line();
  if (!line.starts_with("HTTP/1.") || line.size() < 12) throw std::runtime_error("no HTTP answer: '" + line + "'");
  const auto status = static_cast<int>(Number(std::string_view(line).substr(9, 3), 10));
  return {.status = status, .headers = ReadHeaders(bytes)};
}

}  // namespace

RecordedAnswer ReadAnswer(const ReadBytes& read, const std::string& method) {
  Bytes bytes(read);
  RecordedAnswer answer = ReadHead(bytes);
  while (answer.status < 200) answer = ReadHead(bytes);
  answer.body = ReadBody(bytes, answer, method);
  std::erase_if(answer.headers, [](const auto& header) {
    constexpr auto kNotKept =
        std::to_array<std::string_view>({"Date", "Content-Length", "Connection", "Transfer-Encoding"});
    return std::ranges::any_of(kNotKept, [&](std::string_view name) { return SameName(name, header.first); });
  });
  return answer;
}

}  // namespace grafake::conformance
