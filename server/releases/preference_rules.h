#pragma once

namespace grafake::server {

// What preferences hold. Obeyed by PreferencesApi.
struct PreferenceRules {
  bool with_history = true;         // homeDashboardUID and queryHistory
  bool with_locale = false;         // locale
  bool no_dashboard_is_ok = false;  // homeDashboardUID may be empty, which clears it; otherwise that names one, too
  bool empty_left_out = false;      // what is empty is not shown
  bool home_by_uid = false;         // the home dashboard is kept by its uid, and has to be there when it is named
};

}  // namespace grafake::server
