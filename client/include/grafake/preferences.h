#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace grafake {

/// How Grafana looks to a user, an org or a team. What a release does not have is empty.
struct Preferences {
  std::string theme = {};               ///< "dark", "light"; empty: the default
  std::string timezone = {};            ///< "utc", "browser" or a place; empty: the default
  std::string week_start = {};          ///< "saturday", "sunday", "monday"; empty: the default
  std::string home_dashboard_uid = {};  ///< Grafana 9.0 and later
  std::int64_t home_dashboard_id = 0;   ///< 0: none; later releases use the uid
  std::string language = {};            ///< later releases than 9.3, "en-US"
  std::string locale = {};              ///< Grafana 9.1 and 9.3, "en-US"
  std::string query_history_tab = {};   ///< Grafana 9.0 and later: where the query history opens
};

/// What shall be otherwise; the rest stays.
struct PreferencesChange {
  std::optional<std::string> theme = {};               ///< "dark", "light", "" for the default
  std::optional<std::string> timezone = {};            ///< "utc", "browser", a place, "" for the default
  std::optional<std::string> week_start = {};          ///< "saturday", "sunday", "monday", "" for the default
  std::optional<std::string> home_dashboard_uid = {};  ///< Grafana 9.0 and later; "" for none: 9.3 and later
  std::optional<std::string> language = {};            ///< later releases than 9.3
  std::optional<std::string> locale = {};              ///< Grafana 9.1 and 9.3
  std::optional<std::string> query_history_tab = {};   ///< Grafana 9.0 and later
};

}  // namespace grafake
