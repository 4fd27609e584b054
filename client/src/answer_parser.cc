#include "src/answer_parser.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <ctime>

#include "src/gzip.h"

namespace grafake {
namespace {

namespace http = boost::beast::http;

constexpr std::uint32_t kLargestHead = 64U << 10U;          // bytes; of a line between chunks, and of a trailer, too
constexpr int kMostInterim = 16;                            // proxies send one or two
constexpr std::chrono::seconds kLongestRetryAfter{86'400};  // no call waits that long

std::string Text(boost::beast::string_view view) { return {view.data(), view.size()}; }

// Seconds, or a date (RFC 9110, 10.2.3).
std::optional<std::chrono::seconds> RetryAfter(const std::string& text) {
  if (text.empty()) return std::nullopt;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (end != text.data() + text.size() || error == std::errc::invalid_argument) {
    const time_t date = curl_getdate(text.c_str(), nullptr);
    if (date < 0) return std::nullopt;
    seconds = date - std::time(nullptr);
  } else if (error == std::errc::result_out_of_range) {
    return kLongestRetryAfter;
  }
  return std::clamp(std::chrono::seconds(seconds), std::chrono::seconds(0), kLongestRetryAfter);
}

}  // namespace

AnswerParser::AnswerParser(std::size_t largest_body) : largest_body_(largest_body) { Begin(); }

void AnswerParser::Begin() {
  parser_.emplace();
  parser_->header_limit(kLargestHead);
  parser_->body_limit(largest_body_);
  parser_->eager(true);
}

std::optional<std::string> AnswerParser::Put(std::string_view bytes) {
  begun_ = begun_ || !bytes.empty();
  rest_.append(bytes);
  std::size_t read = 0;
  boost::beast::error_code error;
  while (read < rest_.size() && !done() && !error) {
    read += parser_->put(boost::asio::buffer(rest_.data() + read, rest_.size() - read), error);
    if (error || !done() || status() >= 200) continue;
    ++interim_;
    if (interim_ > kMostInterim) return "more than " + std::to_string(kMostInterim) + " interim answers";
    Begin();
  }
  rest_.erase(0, read);
  if (error && error != http::error::need_more) return Complaint(error);
  if (!done() && rest_.size() > kLargestHead) return "a line is over " + std::to_string(kLargestHead) + " bytes";
  return std::nullopt;
}

std::optional<std::string> AnswerParser::PutEnd() {
  boost::beast::error_code error;
  if (begun_) parser_->put_eof(error);
  if (error || !done())
    return "the connection was closed before " + std::string(begun_ ? "the answer was whole" : "an answer came");
  return std::nullopt;
}

int AnswerParser::status() const {
  return parser_->is_header_done() ? static_cast<int>(parser_->get().result_int()) : 0;
}

std::string AnswerParser::Complaint(const boost::beast::error_code& error) const {
  if (error == http::error::header_limit) return "the head is over " + std::to_string(kLargestHead) + " bytes";
  if (error == http::error::body_limit) return "the body is over " + std::to_string(largest_body_) + " bytes";
  return "not an answer of HTTP/1: " + error.message();
}

std::optional<std::string> AnswerParser::MoveTo(Outcome& outcome, const Patience& patience) {
  auto& answer = parser_->get();
  const std::string encoding = Text(answer[http::field::content_encoding]);
  outcome.status = status();
  outcome.content_type = Text(answer[http::field::content_type]);
  outcome.retry_after = RetryAfter(Text(answer[http::field::retry_after]));
  if (outcome.status / 100 == 3) outcome.location = Text(answer[http::field::location]);
  outcome.body = std::move(answer.body());
  if (encoding.empty() || encoding == "identity") return std::nullopt;
  if (encoding != "gzip") return "the body is in an encoding that was not asked for";
  auto unpacked = Unpacked(outcome.body, largest_body_, patience);
  if (!unpacked) return "the body is not gzip, or over " + std::to_string(largest_body_) + " bytes";
  outcome.body = std::move(*unpacked);
  return std::nullopt;
}

}  // namespace grafake
