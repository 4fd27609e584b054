#pragma once

#include <string>

#include "bench/load_report.h"

namespace grafake::bench {

// SVG: the time of an answer by the share of answers that are quicker, a curve a side.
[[nodiscard]] std::string PlotOf(const LoadReport& report);

}  // namespace grafake::bench
