#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/domain/accounts.h"
#include "server/domain/clock.h"
#include "server/domain/quotas.h"
#include "server/releases/external_rules.h"
#include "server/storage/external_user_store.h"
#include "server/storage/result.h"

namespace grafake::server {

// Whom another system names.
struct ExternalName {
  std::optional<std::int64_t> id;  // of the user who he is here; nothing: nobody
  std::string login;               // that is said of him
};

// Users for whom another system vouches, by Grafana's rules: found, made, and kept as that system has them.
// Thread-safe.
class ExternalUsers {
 public:
  ExternalUsers(ExternalUserStore& store, Quotas& quotas, Clock clock, MemberSettings settings,
                const ExternalRules& rules)
      : store_(store), quotas_(quotas), clock_(std::move(clock)), settings_(settings), rules_(rules) {}

  // The id that he has here. kUserNotFound: nobody is he, and `may_sign_up` says not to make one. kBlocked: a quota is
  // reached. kTaken, kOrgNotFound, kOrgTaken, kLastAdmin: he could not be made, or brought up to date.
  [[nodiscard]] Result<std::int64_t> SignIn(ExternalUser who, bool may_sign_up);

  // Who that is here, asked without a trace.
  [[nodiscard]] ExternalName Look(ExternalUser who);

  // What new users get, for whom nothing else is said.
  [[nodiscard]] std::string UsualRole() const { return std::string(RoleName(settings_.role)); }
  // Where roles count that are said of no org.
  [[nodiscard]] std::int64_t UsualOrg() const;

 private:
  [[nodiscard]] ExternalUser AsKept(ExternalUser who) const;
  [[nodiscard]] NewUser Draft(const ExternalUser& who) const;

  ExternalUserStore& store_;
  Quotas& quotas_;
  Clock clock_;
  MemberSettings settings_;
  const ExternalRules& rules_;
};

}  // namespace grafake::server
