#pragma once

#include <optional>

#include "server/config/limit_settings.h"
#include "server/config/settings.h"
#include "server/config/start_error.h"
#include "server/net/listen_options.h"

namespace grafake::server {

// Why no listener can be opened with these settings; nothing when one can.
[[nodiscard]] std::optional<StartError> ListenProblem(const ServerSettings& settings);

// Where and how to listen, in the words of net. Ask for a problem first.
[[nodiscard]] ListenOptions ListenOf(const ServerSettings& settings, const LimitSettings& limits);

}  // namespace grafake::server
