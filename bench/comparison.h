#pragma once

#include <string>
#include <vector>

namespace grafake::bench {

[[nodiscard]] double Median(std::vector<double> values);

// How one side's rates compare to the other's, slice by slice.
struct Comparison {
  double ratio = 0;  // the geometric mean
  double low = 0;    // its 95 % confidence interval
  double high = 0;
  std::string verdict;  // better, worse, same (within 5 %), undecided
};

// `ratios` of the first side to the second, one a slice; with fewer than two there is no interval.
[[nodiscard]] Comparison Compare(const std::vector<double>& ratios);

}  // namespace grafake::bench
