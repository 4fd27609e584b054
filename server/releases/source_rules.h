#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace grafake::server {

// A kind of data source that Grafana comes with.
struct DataSourceType {
  std::string_view id;          // "prometheus"
  std::string_view name;        // "Prometheus"
  std::string_view logo;        // a path below the root URL, without a slash in front
  std::string_view alias = {};  // another id, which becomes this one when it is stored
};

// Of a type that Grafana does not know.
inline constexpr std::string_view kUnknownDataSourceLogo = "public/img/icn-datasource.svg";

// What the health of a data source is found to be.
enum class DataSourceHealth {
  kNotServed,  // no type has any
  kAsked,      // each is asked for it
};

// How data sources are named, changed and shown. Obeyed by DataSources, DataSourceStore and the apis of data sources.
struct DataSourceRules {
  std::span<const DataSourceType> types;
  bool names_are_made = false;    // one without a name is called by its type: prometheus, prometheus-1
  std::size_t longest_name = 0;   // in bytes; 0: there is no limit
  bool uids_are_checked = false;  // letters, digits, '-' and '_', at most 40
  bool uids_stay = false;         // an update with another uid fails
  bool first_is_default = false;  // of those of an org
  bool single_with_logo = false;  // one alone is shown with the logo of its type, as lists are
  bool with_api_version = false;  // … and with the version of its API, which is empty
  DataSourceHealth health = DataSourceHealth::kNotServed;
  bool plugin_failures_named = false;  // what a plugin fails with has a messageId, and is not told in its own words
};

}  // namespace grafake::server
