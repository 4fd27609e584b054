#pragma once

#include <string>

#include "server/domain/principal.h"

namespace grafake::server {

// What a service account is told of itself, in JSON, where it is no user: it has no id among them.
[[nodiscard]] std::string AccountProfile(const Principal& account, bool with_provisioning);

}  // namespace grafake::server
