#pragma once

#include <functional>
#include <string>
#include <tl/expected.hpp>

#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// Reads files again; the error is why it could not.
using ReloadFiles = std::function<tl::expected<void, std::string>()>;

// POST /api/admin/provisioning/datasources/reload. `answers` must outlive the router, and what `data_sources` uses.
void MountProvisioning(Router& router, const Answers& answers, ReloadFiles data_sources);

}  // namespace grafake::server
