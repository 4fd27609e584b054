#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/members.h"
#include "server/domain/principal.h"
#include "server/domain/users.h"
#include "server/releases/invitation_rules.h"
#include "server/storage/invitation_store.h"
#include "server/storage/result.h"

namespace grafake::server {

// Who is invited into an org, and who makes himself a user: by Grafana's rules, without any mail. Thread-safe; a user,
// his memberships and the end of his invitations are transactions of their own, as there.
class Invitations {
 public:
  // `lifetime`: after that long an invitation has ended.
  Invitations(InvitationStore& store, Users& users, Members& members, Clock clock, std::chrono::seconds lifetime,
              const InvitationRules& rules)
      : store_(store), users_(users), members_(members), clock_(std::move(clock)), lifetime_(lifetime), rules_(rules) {}

  // Code and time are filled in.
  void Invite(NewInvitation invitation);
  // Somebody has told his email, and would be mailed a code.
  void BeginSignUp(const std::string& email, std::int64_t caller, const std::string& address);

  [[nodiscard]] std::vector<InvitationRow> PendingIn(std::int64_t org_id);
  // In any state. kNotFound.
  [[nodiscard]] Result<InvitationRow> Find(const std::string& code);
  // kNotFound; kDenied: it leads into another org than the caller's.
  [[nodiscard]] Result<Done> Revoke(const std::string& code, const Principal& caller);

  // Makes the user, who is a member of that org alone. kInvalid, kTooShort, kTooWeak: as far as newcomers are checked;
  // kTaken; kOrgNotFound.
  [[nodiscard]] Result<std::int64_t> Accept(const InvitationRow& invitation, UserDraft newcomer);

  struct Joined {
    std::int64_t user_id = 0;
    bool was_invited = false;  // and is a member of those orgs now
  };
  // Makes the user, whose code, if he has one, is used up. Refusals as before.
  [[nodiscard]] Result<Joined> SignUp(UserDraft newcomer, const std::string& code);

 private:
  [[nodiscard]] Timestamp Now() const { return ToTimestamp(clock_()); }
  void EndOld() { store_.Expire(Now() - lifetime_, Now()); }
  void Complete(const std::string& code) { store_.SetStatus(code, invitation_status::kCompleted, Now()); }
  [[nodiscard]] Result<std::int64_t> Make(UserDraft newcomer);

  InvitationStore& store_;
  Users& users_;
  Members& members_;
  Clock clock_;
  std::chrono::seconds lifetime_;
  const InvitationRules& rules_;
};

}  // namespace grafake::server
