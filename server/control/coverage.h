#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/control/answer_kind.h"
#include "server/control/occasion.h"

namespace grafake::server {

// Counts what kinds of answer there were, and which occasions. Thread-safe; a request that meets a known kind takes a
// few comparisons and an addition, no lock and no memory. Its memory has a limit: kinds beyond kMost are counted as
// one.
class Coverage {
 public:
  static constexpr std::size_t kMost = 2000;
  static constexpr std::size_t kMostUnknown = 200;  // of them, where there is no route

  struct Counted {
    AnswerKind kind;
    std::uint64_t times = 0;
  };

  Coverage() = default;
  ~Coverage();
  Coverage(const Coverage&) = delete;
  Coverage& operator=(const Coverage&) = delete;

  void Count(const MetAnswer& met, std::uint64_t times = 1);
  void Count(Occasion occasion, std::uint64_t times = 1) { occasions_[Index(occasion)] += times; }

  // Those that were met, in no order.
  [[nodiscard]] std::vector<Counted> Kinds() const;
  [[nodiscard]] std::uint64_t Times(Occasion occasion) const { return occasions_[Index(occasion)]; }
  [[nodiscard]] std::uint64_t uncounted() const { return uncounted_; }  // of kinds beyond the limit

  void Clear();
  // Adds to `other` what is counted here, and begins anew; what is counted meanwhile is in one of them.
  void MoveTo(Coverage& other);
  // Adds what the other one has counted.
  void Add(const Coverage& other);

 private:
  struct Kept {
    AnswerKind kind;
    std::atomic<std::uint64_t> times = 0;
    Kept* next = nullptr;  // of the same bucket
  };

  static constexpr std::size_t kBuckets = 256;
  [[nodiscard]] static std::size_t Index(Occasion occasion) { return static_cast<std::size_t>(occasion); }
  [[nodiscard]] static Kept* Find(Kept* from, const MetAnswer& met);
  // Null: there are too many already.
  [[nodiscard]] Kept* Keep(std::atomic<Kept*>& bucket, const MetAnswer& met);

  std::array<std::atomic<Kept*>, kBuckets> buckets_{};  // what is in them stays as long as this
  std::atomic<std::size_t> kept_ = 0;
  std::atomic<std::size_t> unknown_ = 0;
  std::atomic<std::uint64_t> uncounted_ = 0;
  std::array<std::atomic<std::uint64_t>, kOccasions> occasions_{};
};

}  // namespace grafake::server
