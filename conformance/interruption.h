#pragma once

#include <chrono>

namespace grafake::conformance {

// From here on SIGINT and SIGTERM only ask this process to come to an end in order; a second one ends it at once.
void TakeInterruptions();

// Asks this process to come to an end in order after so long, as an interruption does; 0: never.
void LimitRun(std::chrono::seconds time);

// How long any verb may take when nobody says otherwise.
inline constexpr std::chrono::minutes kUsualTimeLimit{60};

// True when it was asked to, by a signal or by the limit.
[[nodiscard]] bool IsInterrupted();

// True when the limit is over.
[[nodiscard]] bool IsOutOfTime();

// Sleeps until then, or until an interruption.
void RestUntil(std::chrono::steady_clock::time_point until);

}  // namespace grafake::conformance
