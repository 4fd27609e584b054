#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace grafake::bench {

// One line of the table: what was measured, sample by sample, and what it must reach.
struct Row {
  std::string what;
  std::string unit;              // of the samples
  std::optional<double> target;  // none: for information
  std::vector<double> first = {};
  // Measured in turn with `first`: the row is the ratio of first to second, which is to be at least the target. Empty:
  // the row is the median of `first`, which is to be at most the target.
  std::vector<double> second = {};
};

[[nodiscard]] bool Reached(const Row& row);

// A line for people: "what: ratio 1.21 (95 %: 1.10 to 1.32), at least 0.85: reached; 20000 (19000 to 21000) against …".
[[nodiscard]] std::string TextOf(const Row& row);
[[nodiscard]] nlohmann::json JsonOf(const Row& row);

// How many samples of each side: the least, and more while the verdict is not clear.
struct SampleCount {
  int least = 2;
  int most = 2;
};

// True while there are too few samples, or the interval of the ratio has the target in it.
[[nodiscard]] bool NeedsMore(const Row& row, const SampleCount& count);

// Takes samples of both sides in turn, and the other one first every other time, so that no side always follows the
// other's traces.
template <class First, class Second>
void Alternate(Row& row, const SampleCount& count, const First& first, const Second& second) {
  for (int i = 0; NeedsMore(row, count); ++i) {
    if (i % 2 == 0) row.first.push_back(first());
    row.second.push_back(second());
    if (i % 2 != 0) row.first.push_back(first());
  }
}

}  // namespace grafake::bench
