#pragma once

#include <functional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/suite/worker.h"

namespace grafake::conformance {

// What a run is told while it goes on; called one at a time, on any thread.
struct Watcher {
  std::function<void(const std::string& version, const std::string& url)> target;
  std::function<void(const CheckResult&)> result;
  std::function<void(const std::string& thing)> left;  // could not be removed from the target
};

// Runs the cases of an assignment in `jobs` worker processes of `program`, each with a share of them. Gives every id
// exactly one result, also when a worker dies, hangs or finds no target. A case whose write was answered 500 while
// other workers wrote is run again at the end, alone. The error says why no target was found.
[[nodiscard]] tl::expected<void, std::string> Supervise(const Assignment& assignment, const std::string& program,
                                                        unsigned jobs, const Watcher& watcher);

}  // namespace grafake::conformance
