#pragma once

#include "server/domain/preferences.h"
#include "server/http/message.h"
#include "server/storage/result.h"

namespace grafake::server {

struct PreferenceForm {
  PreferenceEdit edit;
  bool names_dashboard = false;  // homeDashboardUID, which no dashboard of grafake has
};

// The body of PUT and PATCH …/preferences; `with_history`: homeDashboardUID and queryHistory are members of it.
[[nodiscard]] Result<PreferenceForm> ReadPreferences(const Request& request, bool with_history);

}  // namespace grafake::server
