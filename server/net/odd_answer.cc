#include "server/net/odd_answer.h"

#include <algorithm>
#include <chrono>
#include <string_view>

namespace grafake::server {
namespace {

using std::chrono::nanoseconds;

constexpr SteadyInstant kSecond = nanoseconds(std::chrono::seconds(1)).count();
constexpr SteadyInstant kShortestDripPause = nanoseconds(std::chrono::milliseconds(10)).count();

constexpr std::string_view kHeadEnd = "\r\n\r\n";
constexpr std::string_view kChunkedHeadEnd = "Transfer-Encoding: chunked\r\n\r\n";
// Nothing in it looks like the beginning of an answer.
constexpr std::string_view kGarbage("\x16\x03\xff\x00 no HTTP is here \xfe\r\n\xc3\x28\r\n\r\n\x7f", 31);

// Where the first byte of the body stands; an answer is written with one chunk at most.
std::size_t FindBody(const std::string& out, std::size_t begin) {
  const std::size_t head = std::min(out.find(kHeadEnd, begin), out.size() - kHeadEnd.size()) + kHeadEnd.size();
  if (!std::string_view(out).substr(begin, head - begin).ends_with(kChunkedHeadEnd)) return head;
  return std::min(out.find("\r\n", head), out.size() - 2) + 2;
}

}  // namespace

OddAnswer::OddAnswer(const Delivery& delivery, std::string& out, std::size_t begin, std::size_t body, SteadyInstant now)
    : begin_(begin),
      first_drop_(FindBody(out, begin)),
      due_(now + delivery.delay.count()),
      bytes_a_second_(delivery.bytes_a_second),
      lifted_(delivery.lifted) {
  Shape(delivery, out, body);
  end_ = out.size();
}

void OddAnswer::Shape(const Delivery& delivery, std::string& out, std::size_t body) {
  closes_ = delivery.end != Delivery::End::kUsual || delivery.cut_after;
  resets_ = delivery.end == Delivery::End::kReset;
  if (delivery.end != Delivery::End::kUsual) {
    out.resize(begin_);
    if (delivery.end == Delivery::End::kGarbage) out += kGarbage;
    first_drop_ = out.size();
  } else if (delivery.cut_after && *delivery.cut_after < body) {
    out.resize(std::min(out.size(), first_drop_ + *delivery.cut_after));
  }
}

std::size_t OddAnswer::Sendable(SteadyInstant now) const {
  if (lifted()) return end_;
  if (now < due_) return begin_;
  if (bytes_a_second_ == 0) return end_;
  // In two steps, so that no product overflows.
  const SteadyInstant gone = now - due_;
  const auto seconds = static_cast<std::size_t>(gone / kSecond);
  const std::size_t left = end_ - first_drop_;
  if (seconds > left / bytes_a_second_) return end_;
  const double part = static_cast<double>(gone % kSecond) / static_cast<double>(kSecond);
  const std::size_t drops =
      seconds * bytes_a_second_ + static_cast<std::size_t>(part * static_cast<double>(bytes_a_second_));
  return first_drop_ + std::min(drops, left);
}

std::optional<SteadyInstant> OddAnswer::WaitsUntil(std::size_t sent, SteadyInstant now) const {
  if (lifted()) return sent >= end_ ? std::nullopt : std::optional(now);
  if (now < due_) return due_;
  if (sent >= end_) return std::nullopt;
  const auto drop = static_cast<SteadyInstant>(static_cast<double>(kSecond) / static_cast<double>(bytes_a_second_));
  return now + std::max(drop, kShortestDripPause);
}

}  // namespace grafake::server
