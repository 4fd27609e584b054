#pragma once

#include <string_view>

namespace grafake::server {

// What quotas count and say. Obeyed by Quotas, QuotaStore and QuotasApi.
struct QuotaRules {
  bool ids_first = false;           // the id in a path of quotas is looked at before whether there are any
  bool accounts_count = true;       // service accounts are users, and members of orgs
  bool orgs_count_members = false;  // the quota "org" is that of members too, and asked when one is added; "user" is of
                                    // the whole server alone
  std::string_view sessions = "session";  // what who may not sign in is told that is full
};

}  // namespace grafake::server
