#pragma once

#include <cstdint>

namespace grafake::server {

// What SQLite's wal-index says at its beginning, by the file format (https://www.sqlite.org/walformat.html, "WAL-Index
// Header"). It is memory that all programs share which have the database open; each of them writes into it.
class WalIndex {
 public:
  // Null where there is none: then nothing was ever committed.
  explicit WalIndex(const std::uint32_t* shared = nullptr) : shared_(shared) {}

  [[nodiscard]] bool exists() const { return shared_ != nullptr; }
  // Counts commits.
  [[nodiscard]] std::uint32_t changes() const { return At(2); }
  // Frames of the log that are committed.
  [[nodiscard]] std::uint32_t frames() const { return At(4); }
  // A checkpoint copies frames into the database from the first on: so many it was about to, and so many it has.
  [[nodiscard]] std::uint32_t copied() const { return At(24); }
  [[nodiscard]] std::uint32_t to_be_copied() const { return At(32); }
  // The length of a log with that many frames, in bytes.
  [[nodiscard]] std::uint64_t LengthOf(std::uint32_t frames) const {
    constexpr std::uint64_t kHead = 32;
    constexpr std::uint64_t kFrameHead = 24;
    return frames == 0 ? 0 : kHead + frames * (kFrameHead + PageSize());
  }

 private:
  [[nodiscard]] std::uint32_t At(int place) const {
    return shared_ == nullptr ? 0 : __atomic_load_n(shared_ + place, __ATOMIC_ACQUIRE);
  }
  // The second half of the fourth number, in the machine's order; 65536 does not fit and is written as 1.
  [[nodiscard]] std::uint64_t PageSize() const {
    const std::uint32_t size = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? At(3) >> 16 : At(3) & 0xFFFF;
    return size == 1 ? 65536 : size;
  }

  const std::uint32_t* shared_;
};

}  // namespace grafake::server
