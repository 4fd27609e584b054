#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/gateway.h"

namespace grafake::server {

// A pattern as it is compared: its parameters without their names, no slash at its end.
[[nodiscard]] std::string RouteShape(std::string_view pattern);

// Why a pattern or path, asked by that method (empty: by any), leads to none of `paths`; nothing when it does.
[[nodiscard]] std::optional<std::string> WhyNoRoute(std::string_view method, std::string_view route,
                                                    const std::vector<RoutePath>& paths);

}  // namespace grafake::server
