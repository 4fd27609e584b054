#pragma once

#include <string>

#include "server/control/test_clock.h"
#include "server/domain/plants.h"

namespace grafake::server {

// The seed, in JSON, that makes a world hold all of this and nothing else. A clock that follows the system's is no part
// of it.
[[nodiscard]] std::string StateDocument(const Plants& plants, const TestClock::Pace& clock);

}  // namespace grafake::server
