#pragma once

#include <string>

#include "server/control/document.h"

namespace grafake::server {

// The same value in JSON.
[[nodiscard]] std::string JsonOf(const DocumentNode& node);

}  // namespace grafake::server
