#pragma once

namespace grafake::bench {

// Answers so many authenticated requests without a socket and prints the allocations of one. What a profiler counts in
// two runs of different length, divided by the difference, is the cost of one.
void RunWorkCommand(int requests);

}  // namespace grafake::bench
