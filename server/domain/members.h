#pragma once

#include <cstdint>
#include <string>

#include "server/domain/clock.h"
#include "server/domain/principal.h"
#include "server/releases/user_rules.h"
#include "server/storage/org_store.h"
#include "server/storage/result.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// Who belongs to an org, and with which role: by Grafana's rules. Thread-safe; each call is one transaction.
class Members {
 public:
  Members(OrgStore& store, UserStore& users, Clock clock, UserLookup lookup = UserLookup::kLoginFirst)
      : store_(store), users_(users), clock_(std::move(clock)), lookup_(lookup) {}

  [[nodiscard]] MemberPage List(const MemberQuery& query);

  [[nodiscard]] std::optional<UserRow> FindUser(const std::string& login_or_email);
  // The id of the user. kUserNotFound.
  [[nodiscard]] Result<std::int64_t> Find(const std::string& login_or_email);
  // kAlreadyMember, kOrgNotFound, kUserNotFound (a service account).
  [[nodiscard]] Result<Done> Add(std::int64_t org_id, std::int64_t user_id, Role role);
  // By which system somebody was let in last; empty: by none.
  [[nodiscard]] std::string ModuleOf(std::int64_t user_id) {
    const auto user = users_.Find(user_id);
    return user ? user->auth_module : std::string();
  }
  // kLastAdmin; kNotFound: not a member.
  [[nodiscard]] Result<Done> SetRole(std::int64_t org_id, std::int64_t user_id, Role role);
  // kLastAdmin, kUserNotFound; one who is no member is a success. True: he had no other org and was deleted, which
  // `delete_orphan` allows.
  [[nodiscard]] Result<bool> Remove(std::int64_t org_id, std::int64_t user_id, bool delete_orphan);

 private:
  OrgStore& store_;
  UserStore& users_;
  Clock clock_;
  UserLookup lookup_;
};

// Nobody but a Grafana Admin gives more than he has in the org he works in.
[[nodiscard]] inline bool MayGive(const Principal& giver, Role role) {
  return giver.is_grafana_admin || role <= giver.role;
}

}  // namespace grafake::server
