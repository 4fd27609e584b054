#include "bench/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace grafake::bench {

// Values below 2 * kSteps stand for themselves; above, the highest kBits + 1 bits decide.
std::size_t Histogram::IndexOf(std::uint64_t value) {
  if (value < 2 * kSteps) return value;
  const int shift = static_cast<int>(std::bit_width(value)) - kBits - 1;
  const std::size_t index = (static_cast<std::size_t>(shift) << kBits) + (value >> shift);
  return std::min(index, kBuckets * kSteps - 1);
}

std::uint64_t Histogram::UpperEnd(std::size_t index) {
  if (index < 2 * kSteps) return index;
  const std::size_t shift = (index >> kBits) - 1;
  const std::uint64_t top = index - (shift << kBits);
  return ((top + 1) << shift) - 1;
}

void Histogram::Record(std::uint64_t microseconds) {
  ++counts_[IndexOf(microseconds)];
  ++count_;
}

void Histogram::Add(const Histogram& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  count_ += other.count_;
}

std::uint64_t Histogram::Quantile(double share) const {
  if (count_ == 0) return 0;
  const auto wanted =
      std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_))));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    seen += counts_[i];
    if (seen >= wanted) return UpperEnd(i);
  }
  return UpperEnd(counts_.size() - 1);
}

}  // namespace grafake::bench
