#pragma once

#include <string>
#include <vector>

namespace grafake::bench {

// Two sides measured in turn.
struct RatioReport {
  std::string title;
  std::string unit;
  std::vector<double> first = {};
  std::vector<double> second = {};
};

// Both medians and the ratio with its interval; as JSON for scripts.
void Print(const RatioReport& report, bool json);

}  // namespace grafake::bench
