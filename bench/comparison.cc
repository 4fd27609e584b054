#include "bench/comparison.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace grafake::bench {
namespace {

constexpr double kSame = 0.05;

// Student's t for 97.5 %, by degrees of freedom from 1.
constexpr std::array kStudent{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                              2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086};
constexpr double kNormal = 1.96;

std::string VerdictOf(double low, double high) {
  if (low > 1 - kSame && high < 1 + kSame) return "same";
  if (low > 1) return "better";
  return high < 1 ? "worse" : "undecided";
}

}  // namespace

double Median(std::vector<double> values) {
  std::ranges::sort(values);
  return values.empty() ? 0 : values[values.size() / 2];
}

Comparison Compare(const std::vector<double>& ratios) {
  const auto n = static_cast<double>(ratios.size());
  double sum = 0;
  for (const double ratio : ratios) sum += std::log(ratio);
  const double mean = ratios.empty() ? 0 : sum / n;
  if (ratios.size() < 2) return {std::exp(mean), std::exp(mean), std::exp(mean), "undecided"};
  double squares = 0;
  for (const double ratio : ratios) squares += (std::log(ratio) - mean) * (std::log(ratio) - mean);
  const double student = ratios.size() - 2 < kStudent.size() ? kStudent[ratios.size() - 2] : kNormal;
  const double half = student * std::sqrt(squares / (n - 1) / n);
  const double low = std::exp(mean - half);
  const double high = std::exp(mean + half);
  return {std::exp(mean), low, high, VerdictOf(low, high)};
}

}  // namespace grafake::bench
