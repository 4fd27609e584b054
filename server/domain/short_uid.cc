#include "server/domain/short_uid.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cstdint>
#include <random>

#include "server/domain/randomness.h"

namespace grafake::server {
namespace {

constexpr std::chrono::milliseconds kEpoch{1288834974657};  // from which such numbers count by custom
constexpr int kCountedBits = 22;                            // below the milliseconds

std::uint32_t NextCount() {
  static std::atomic<std::uint32_t> count = std::random_device()();
  Randomness* const own = Randomness::InUse();
  const std::uint32_t next = own != nullptr ? own->Count() : count.fetch_add(1, std::memory_order_relaxed);
  return next & ((1U << kCountedBits) - 1);
}

char DrawLetter() {
  if (Randomness* const own = Randomness::InUse(); own != nullptr)
    return static_cast<char>('a' + static_cast<unsigned char>(own->Bytes(1)[0]) % 6);
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
