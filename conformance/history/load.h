#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/exchange.h"
#include "conformance/history/event.h"

namespace grafake::conformance {

struct LoadOptions {
  std::vector<Endpoint> targets;  // servers of one database, at least one
  std::string admin;              // "user:password" or "bearer:TOKEN"
  std::string prefix;             // of the names of all that is made
  std::chrono::milliseconds time{3000};
  std::uint64_t operations = 0;  // that many at most; 0: until the time is over
  std::uint64_t seed = 1;
  unsigned clients = 8;
  unsigned accounts = 3;  // at the same time
};

struct RecordedLoad {
  std::vector<ThingHistory> things;
  std::string left_out;  // a sentence, when something could not be tried
};

// Has clients change and look at a few accounts and, where the administrator may make users, at a team, all at random
// and at every server, and records what each saw. What is made stays. The error is a sentence: the target does not let
// anything be made.
[[nodiscard]] tl::expected<RecordedLoad, std::string> RecordLoad(const LoadOptions& options);

}  // namespace grafake::conformance
