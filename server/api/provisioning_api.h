#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// A kind of files that can be read again.
struct ProvisioningReload {
  std::string_view pattern;                              // of the route
  std::string_view scope;                                // of what must be held: provisioning:reload on that
  std::string_view done;                                 // the answer when it is read
  std::function<tl::expected<void, std::string>()> run;  // the error is why it could not be
};

// POST /api/admin/provisioning/datasources/reload and the like. `answers` must outlive the router, and what they use.
void MountProvisioning(Router& router, const Answers& answers, const std::vector<ProvisioningReload>& reloads);

}  // namespace grafake::server
