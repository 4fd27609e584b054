#pragma once

#include <functional>
#include <map>
#include <string>

#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// Section → key → value, secrets masked already.
using ShownSettings = std::map<std::string, std::map<std::string, std::string>>;

// GET /api/admin/settings: what the caller's scopes on settings:<section>:<key> cover of what `settings` returns, which
// is called on every read from any thread.
void MountAdminSettings(Router& router, const Answers& answers, std::function<ShownSettings()> settings);

}  // namespace grafake::server
