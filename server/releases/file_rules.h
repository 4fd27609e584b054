#pragma once

#include <string_view>

namespace grafake::server {

// A column of a table of Grafana's.
struct ColumnName {
  std::string_view table;
  std::string_view column;
};

// What a release's database holds otherwise than that of one before it, whose files are changed so when they are
// opened. Obeyed by FileTermsOf.
struct FileRules {
  ColumnName known_by;                   // Grafana's own files have it from this release on; empty: nothing tells them
  bool account_logins_name_org = false;  // sa-ORG-NAME, instead of sa-NAME
  bool logins_in_lower_case = false;     // emails too, but where somebody else has them so already
};

}  // namespace grafake::server
