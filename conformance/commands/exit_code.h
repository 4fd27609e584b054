#pragma once

namespace grafake::conformance {

struct RunReport;

// What the program ends with, as --help says.
inline constexpr int kEqual = 0;
inline constexpr int kDifferent = 1;     // FAIL, XPASS, BLOCKED, a bad list of expected failures
inline constexpr int kMisused = 2;       // wrong words, a file that cannot be read or written
inline constexpr int kHarnessFault = 3;  // only our fault, or something was left on the target
inline constexpr int kNothingSelected = 4;
inline constexpr int kNoTarget = 5;  // no target, or too little of it was checked
inline constexpr int kInterruption = 130;

// Of a run that had a target.
[[nodiscard]] int ExitCodeOf(const RunReport& report);

}  // namespace grafake::conformance
