#pragma once

#include <functional>
#include <string>

#include "bench/rows.h"

namespace grafake::bench {

// What each start of a server showed.
struct Starts {
  std::vector<double> milliseconds;  // to the first authenticated answer
  std::vector<double> megabytes;     // resident then
};

// Starts the server so many times, each on the data directory that `data` names; empty: in memory.
[[nodiscard]] Starts MeasureStarts(const RowSettings& settings, const std::function<std::string()>& data);

}  // namespace grafake::bench
