#include "server/domain/short_uid.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cstdint>
#include <random>

namespace grafake::server {
namespace {

constexpr std::chrono::milliseconds kEpoch{1288834974657};  // from which such numbers count by custom
constexpr int kCountedBits = 22;                            // below the milliseconds

std::uint32_t NextCount() {
  static std::atomic<std::uint32_t> count = std::random_device()();
  return count.fetch_add(1, std::memory_order_relaxed) & ((1U << kCountedBits) - 1);
}

char DrawLetter() {
  thread_local std::minstd_rand draw{std::random_device()()};
  return static_cast<char>('a' + std::uniform_int_distribution(0, 5)(draw));
}

}  // namespace

std::string DrawShortUid(Instant now) {
  const auto passed = std::chrono::floor<std::chrono::milliseconds>(now.time_since_epoch()) - kEpoch;
  const auto since = static_cast<std::uint64_t>(std::max<std::int64_t>(passed.count(), 0));
  std::array<char, 16> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), (since << kCountedBits) | NextCount(), 36);
  return DrawLetter() + std::string(digits.data(), end.ptr) + DrawLetter();
}

}  // namespace grafake::server
