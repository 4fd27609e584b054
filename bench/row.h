#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace grafake::bench {

// What a row's value must be for its target to be reached.
enum class Sense : std::uint8_t { kAtLeast, kAtMost };

enum class Verdict : std::uint8_t {
  kNone,        // there is no target
  kReached,     // the whole interval is on the right side of the target
  kUndecided,   // the target is in the interval: more samples, or a calmer machine, would tell
  kNotReached,  // the whole interval is on the wrong side
};

// One line of the table: what was measured, sample by sample, and what it must reach.
struct Row {
  std::string what;
  std::string unit;              // of the samples
  std::optional<double> target;  // none: for information
  Sense sense = Sense::kAtLeast;
  std::vector<double> ours = {};
  // Measured in turn with `ours`: the value is the ratio of ours to the baseline, and has an interval. Empty: the value
  // is the median of `ours`, and has none.
  std::vector<double> baseline = {};
};

[[nodiscard]] Verdict VerdictOf(const Row& row);

// A line for people: "what: ratio 1.21 (95 %: 1.10 to 1.32), at least 0.85: reached; 20000 (19000 to 21000) against …".
[[nodiscard]] std::string TextOf(const Row& row);
[[nodiscard]] nlohmann::json JsonOf(const Row& row);

// How many samples of each side: the least, and more while the verdict is not clear.
struct SampleCount {
  int least = 2;
  int most = 2;
};

// True while there are too few samples, or the verdict is open and there may be more.
[[nodiscard]] bool NeedsMore(const Row& row, const SampleCount& count);

// The row that is being measured, for one who has to tell it before its end. Thread-safe.
void NoteUnderWay(const Row& row);
void ForgetUnderWay();
// With as many samples of each side; nothing while there are fewer than two, which have no interval.
[[nodiscard]] std::optional<Row> RowUnderWay();

// Takes samples of both sides in turn, and the other one first every other time, so that no side always follows the
// other's traces.
template <class Ours, class Baseline>
void Alternate(Row& row, const SampleCount& count, const Ours& ours, const Baseline& baseline) {
  for (int i = 0; NeedsMore(row, count); ++i) {
    NoteUnderWay(row);
    if (i % 2 == 0) row.ours.push_back(ours());
    row.baseline.push_back(baseline());
    if (i % 2 != 0) row.ours.push_back(ours());
  }
  ForgetUnderWay();
}

}  // namespace grafake::bench
