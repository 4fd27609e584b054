#pragma once

namespace grafake::server {

// What quotas count and say. Obeyed by Quotas, QuotaStore and QuotasApi.
struct QuotaRules {
  bool ids_first = false;           // the id in a path of quotas is looked at before whether there are any
  bool accounts_count = true;       // service accounts are users, and members of orgs
  bool orgs_count_members = false;  // nobody makes an org whose own has as many members as it may
};

}  // namespace grafake::server
