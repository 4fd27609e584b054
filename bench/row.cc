#include "bench/row.h"

#include <algorithm>
#include <cstdio>

#include "bench/comparison.h"

namespace grafake::bench {
namespace {

Comparison ComparisonOf(const Row& row) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < row.second.size(); ++i) ratios.push_back(row.first[i] / row.second[i]);
  return Compare(ratios);
}

std::string Number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, value < 1000 ? "%.3g" : "%.0f", value);
  return text;
}

// The median and all that was seen.
std::string Spread(const std::vector<double>& samples) {
  return Number(Median(samples)) + " (" + Number(*std::ranges::min_element(samples)) + " to " +
         Number(*std::ranges::max_element(samples)) + ")";
}

std::string VerdictOf(const Row& row) {
  if (!row.target) return "";
  return (row.second.empty() ? ", at most " : ", at least ") + Number(*row.target) +
         (Reached(row) ? ": reached" : ": NOT REACHED");
}

}  // namespace

bool Reached(const Row& row) {
  if (!row.target) return true;
  return row.second.empty() ? Median(row.first) <= *row.target : ComparisonOf(row).ratio >= *row.target;
}

bool NeedsMore(const Row& row, const SampleCount& count) {
  const auto taken = static_cast<int>(row.second.size());
  if (taken < count.least || taken >= count.most || !row.target) return taken < count.least;
  const Comparison compared = ComparisonOf(row);
  return compared.low < *row.target && *row.target < compared.high;
}

std::string TextOf(const Row& row) {
  if (row.second.empty()) return row.what + ": " + Spread(row.first) + " " + row.unit + VerdictOf(row);
  const Comparison compared = ComparisonOf(row);
  return row.what + ": ratio " + Number(compared.ratio) + " (95 %: " + Number(compared.low) + " to " +
         Number(compared.high) + ")" + VerdictOf(row) + "; " + Spread(row.first) + " against " + Spread(row.second) +
         " " + row.unit;
}

nlohmann::json JsonOf(const Row& row) {
  nlohmann::json json{{"what", row.what}, {"unit", row.unit}, {"samples", row.first}};
  if (row.second.empty()) {
    json["median"] = Median(row.first);
  } else {
    const Comparison compared = ComparisonOf(row);
    json["against"] = row.second;
    json["ratio"] = {{"mean", compared.ratio}, {"low", compared.low}, {"high", compared.high}};
  }
  if (row.target) {
    json["target"] = {{row.second.empty() ? "at_most" : "at_least", *row.target}};
    json["reached"] = Reached(row);
  }
  return json;
}

}  // namespace grafake::bench
