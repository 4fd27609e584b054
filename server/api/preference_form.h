#pragma once

#include "server/domain/preferences.h"
#include "server/http/message.h"
#include "server/releases/preference_rules.h"
#include "server/storage/result.h"

namespace grafake::server {

struct PreferenceForm {
  PreferenceEdit edit;
  std::optional<std::string> dashboard_uid;  // homeDashboardUID
};

// The body of PUT and PATCH …/preferences; the rules say which members it has.
[[nodiscard]] Result<PreferenceForm> ReadPreferences(const Request& request, const PreferenceRules& rules);

}  // namespace grafake::server
