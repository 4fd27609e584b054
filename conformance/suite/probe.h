#pragma once

#include <string>
#include <tl/expected.hpp>

#include "conformance/suite/session.h"

namespace grafake::conformance {

struct Probed {
  std::string version;  // "9.0.9"
  Release release;
  std::int64_t org = 1;
  std::set<Feature> missing;
  Json settings;  // see Setting; empty when the administrator may not read them
};

// Looks at a target: its release (unless `release` says it), the administrator's org and, for a target that is not
// ours, what it lacks. The error is a sentence.
[[nodiscard]] tl::expected<Probed, std::string> Probe(const Endpoint& endpoint, const std::string& admin,
                                                      const std::string& release, bool ours);

}  // namespace grafake::conformance
