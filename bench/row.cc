#include "bench/row.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "bench/comparison.h"

namespace grafake::bench {
namespace {

Comparison RatioOf(const Row& row) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < row.baseline.size(); ++i) ratios.push_back(row.ours[i] / row.baseline[i]);
  return Compare(ratios);
}

// Where the value may lie; a median is a point.
std::pair<double, double> IntervalOf(const Row& row) {
  if (row.baseline.empty()) return {Median(row.ours), Median(row.ours)};
  const Comparison ratio = RatioOf(row);
  return {ratio.low, ratio.high};
}

// Three digits, or all those before the point.
std::string InThreeDigits(double value) {
  std::array<char, 32> text;
  const auto end = value < 1000
                       ? std::to_chars(text.begin(), text.end(), value, std::chars_format::general, 3)
                       : std::to_chars(text.begin(), text.end(), std::round(value), std::chars_format::fixed, 0);
  return {text.begin(), end.ptr};
}

// The median and all that was seen.
std::string Spread(const std::vector<double>& samples) {
  return InThreeDigits(Median(samples)) + " (" + InThreeDigits(*std::ranges::min_element(samples)) + " to " +
         InThreeDigits(*std::ranges::max_element(samples)) + ")";
}

const char* WordOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kReached:
      return "reached";
    case Verdict::kUndecided:
      return "undecided";
    case Verdict::kNotReached:
      return "NOT REACHED";
    case Verdict::kNone:
      return "";
  }
  return "";
}

std::string TargetText(const Row& row) {
  if (!row.target) return "";
  return (row.sense == Sense::kAtMost ? ", at most " : ", at least ") + InThreeDigits(*row.target) + ": " +
         WordOf(VerdictOf(row));
}

}  // namespace

Verdict VerdictOf(const Row& row) {
  if (!row.target) return Verdict::kNone;
  const auto [low, high] = IntervalOf(row);
  const bool at_most = row.sense == Sense::kAtMost;
  if (at_most ? high <= *row.target : low >= *row.target) return Verdict::kReached;
  return (at_most ? low > *row.target : high < *row.target) ? Verdict::kNotReached : Verdict::kUndecided;
}

bool NeedsMore(const Row& row, const SampleCount& count) {
  const auto taken = static_cast<int>(row.baseline.size());
  if (taken < count.least) return true;
  return taken < count.most && VerdictOf(row) == Verdict::kUndecided;
}

std::string TextOf(const Row& row) {
  if (row.baseline.empty()) return row.what + ": " + Spread(row.ours) + " " + row.unit + TargetText(row);
  const Comparison ratio = RatioOf(row);
  return row.what + ": ratio " + InThreeDigits(ratio.ratio) + " (95 %: " + InThreeDigits(ratio.low) + " to " +
         InThreeDigits(ratio.high) + ")" + TargetText(row) + "; " + Spread(row.ours) + " against " +
         Spread(row.baseline) + " " + row.unit;
}

nlohmann::json JsonOf(const Row& row) {
  nlohmann::json json{{"what", row.what}, {"unit", row.unit}, {"samples", row.ours}};
  if (row.baseline.empty()) {
    json["median"] = Median(row.ours);
  } else {
    const Comparison ratio = RatioOf(row);
    json["against"] = row.baseline;
    json["ratio"] = {{"mean", ratio.ratio}, {"low", ratio.low}, {"high", ratio.high}};
  }
  if (row.target) {
    const Verdict verdict = VerdictOf(row);
    json["target"] = {{row.sense == Sense::kAtMost ? "at_most" : "at_least", *row.target}};
    json["reached"] = verdict == Verdict::kReached;
    json["verdict"] = WordOf(verdict);
  }
  return json;
}

}  // namespace grafake::bench
