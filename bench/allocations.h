#pragma once

#include <cstdint>

namespace grafake::bench {

// What this program took by operator new since it began, in all threads. libcurl and SQLite take theirs elsewhere.
struct Allocations {
  std::uint64_t count = 0;
  std::uint64_t bytes = 0;
};

[[nodiscard]] Allocations AllocationsSoFar();

}  // namespace grafake::bench
