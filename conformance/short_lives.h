#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "conformance/recording.h"

namespace grafake::conformance {

// Tokens and keys that live for a few seconds, and whether the machine let a step come while they lived. Recorded
// answers were given by a schedule in which only the recorded sleeps take time. Not thread-safe.
class ShortLives {
 public:
  using Clock = std::chrono::steady_clock;

  // A request that makes such a token goes out now, as step `step`, from 1.
  void Began(std::size_t step, const RequestStep& request, Clock::time_point now);

  // The recording sleeps there.
  void Slept(double seconds);

  // Why an answer to this request that differs says nothing: a token that it is about was alive when it was recorded
  // and is not now. Nothing: it was in time.
  [[nodiscard]] std::optional<std::string> TooLate(const RequestStep& request, Clock::time_point now) const;

 private:
  struct Life {
    std::size_t step = 0;
    double seconds = 0;
    double slept = 0;  // since, in the recording
    Clock::time_point began;
    std::vector<std::string> names;  // of the variables that hold what it made
  };
  std::vector<Life> lives_;
};

// The seconds that what a request makes is to live; nothing where it does not say.
[[nodiscard]] std::optional<double> SecondsToLive(const RequestStep& request);

}  // namespace grafake::conformance
