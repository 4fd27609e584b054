#pragma once

#include <chrono>
#include <string>

#include "conformance/exchange.h"
#include "conformance/interruption.h"

namespace grafake::conformance {

struct SweepOptions {
  Endpoint target;
  std::string administrator;  // "user:password" or "bearer:TOKEN"
  std::string ledger;         // a directory; empty: the usual one
  std::string run;            // remove what carries this run's id, whatever ledgers say; "all": of every run
  std::chrono::seconds time_limit = kUsualTimeLimit;
};

// Removes from a target what runs left that were killed, and prints it; returns the exit code.
[[nodiscard]] int RunSweep(const SweepOptions& options);

}  // namespace grafake::conformance
