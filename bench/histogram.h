#pragma once

#include <cstdint>
#include <vector>

namespace grafake::bench {

// Counts times in buckets whose width grows with the time, after Gil Tene's HdrHistogram: every quantile is right to
// 1/128 of its value, from one microsecond to a day, in a fixed 26 KB. Not thread-safe; histograms of threads are
// added.
class Histogram {
 public:
  Histogram() : counts_(kBuckets * kSteps) {}

  void Record(std::uint64_t microseconds);
  void Add(const Histogram& other);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  // The time within which `share` (0 to 1) of the recorded ones lie: the upper end of its bucket; 0 without any.
  [[nodiscard]] std::uint64_t Quantile(double share) const;

 private:
  // 256 steps of one microsecond, then 128 steps for each doubling.
  static constexpr int kBits = 7;
  static constexpr std::size_t kSteps = std::size_t{1} << kBits;
  static constexpr std::size_t kBuckets = 32;

  [[nodiscard]] static std::size_t IndexOf(std::uint64_t value);
  [[nodiscard]] static std::uint64_t UpperEnd(std::size_t index);

  std::vector<std::uint64_t> counts_;
  std::uint64_t count_ = 0;
};

}  // namespace grafake::bench
