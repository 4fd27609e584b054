#pragma once

#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "conformance/suite/outcome.h"

namespace grafake::conformance {

// What a worker tells its supervisor, one JSON object a line, with the member "event" for the kind.

// "target", once: it is there.
struct TargetSeen {
  std::string version;
  std::string url;
};

// "begin", before a case.
struct CaseBegun {
  std::string id;
};

// "end", after it.
struct CaseEnded {
  CheckResult result;
  std::vector<std::string> left;  // what could not be removed
  std::string crowded;            // a write that was answered 500, of a case that failed; empty: none
};

// "fatal": no case can be run.
struct NoTarget {
  std::string why;
};

using WorkerEvent = std::variant<TargetSeen, CaseBegun, CaseEnded, NoTarget>;

// Without an end of line; what is no UTF-8 in it is replaced.
[[nodiscard]] std::string LineOf(const WorkerEvent& event);

// True for a line that is meant as an event, known or not: anything else is the talk of a library.
[[nodiscard]] bool IsEvent(const std::string& line);

// The error names what is unknown or missing.
[[nodiscard]] tl::expected<WorkerEvent, std::string> ReadEvent(const std::string& line);

}  // namespace grafake::conformance
