#pragma once

#include <tl/expected.hpp>

#include "server/config/configuration.h"

namespace grafake::server {

// Settings that have no effect here but end the start of Grafana when they are wrong: the first wrong one, in Grafana's
// order and words.
[[nodiscard]] tl::expected<void, LoadError> CheckUnusedSettings(Configuration& configuration);

}  // namespace grafake::server
