#pragma once

#include <string>

#include "bench/rows.h"

namespace grafake::bench {

struct TableCommand {
  RowSettings settings;
  std::string only;  // names of groups of rows, by commas; empty: all
  bool json = false;
};

// The names that `only` may hold, for messages.
[[nodiscard]] std::string RowNames();

// Measures and prints row after row; JSON comes at the end. Returns the worst verdict, kReached where there is no
// target. Throws std::invalid_argument for a name that is none, std::runtime_error when something cannot be measured.
[[nodiscard]] Verdict RunTableCommand(const TableCommand& command);

}  // namespace grafake::bench
