#include "server/domain/invitations.h"

#include "server/domain/digest.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

constexpr std::size_t kInvitationCodeSize = 30;
constexpr std::size_t kSignUpCodeSize = 20;

}  // namespace

void Invitations::Invite(NewInvitation invitation) {
  invitation.code = RandomText(kInvitationCodeSize);
  invitation.now = Now();
  store_.Insert(invitation);
}

void Invitations::BeginSignUp(const std::string& email, std::int64_t caller, const std::string& address) {
  store_.Insert({.org_id = -1,
                 .email = email,
                 .code = RandomText(kSignUpCodeSize),
                 .status = invitation_status::kSignUp,
                 .invited_by = caller,
                 .remote_address = address,
                 .now = Now()});
}

std::vector<InvitationRow> Invitations::PendingIn(std::int64_t org_id) {
  EndOld();
  return store_.PendingIn(org_id);
}

Result<InvitationRow> Invitations::Find(const std::string& code) {
  EndOld();
  auto found = store_.Find(code);
  if (!found) return Fail(ErrorCode::kNotFound, "temp user not found", InvitationSpent{});
  return *std::move(found);
}

Result<Done> Invitations::Revoke(const std::string& code, const Principal& caller) {
  if (rules_.revoked_by_org) {
    const auto found = Find(code);
    if (!found) return tl::unexpected(found.error());
    if (found->org_id != caller.org_id && !caller.is_grafana_admin)
      return Fail(ErrorCode::kDenied, {}, Clash::kInvitationOfOtherOrg);
  }
  store_.SetStatus(code, invitation_status::kRevoked, Now());
  return Done();
}

Result<std::int64_t> Invitations::Make(UserDraft newcomer) {
  newcomer.unchecked = !rules_.newcomers_checked;
  return users_.Create(newcomer);
}

Result<std::int64_t> Invitations::Accept(const InvitationRow& invitation, UserDraft newcomer) {
  if (rules_.mail_must_match && newcomer.email != invitation.email)
    return Fail(ErrorCode::kFixed, {}, Clash::kOtherMailThanInvited);
  newcomer.org_id = invitation.org_id;
  newcomer.role = invitation.role;
  return Make(std::move(newcomer)).map([&](std::int64_t id) {
    Complete(invitation.code);
    return id;
  });
}

Result<Invitations::Joined> Invitations::SignUp(UserDraft newcomer, const std::string& code) {
  const std::string email = newcomer.email;
  const auto id = Make(std::move(newcomer));
  if (!id) return tl::unexpected(id.error());
  if (!code.empty()) Complete(code);
  EndOld();
  Joined joined{*id};
  for (const InvitationRow& invitation : store_.PendingFor(email)) {
    const auto added = members_.Add(invitation.org_id, *id, StoredRole(invitation.role));
    if (!added && added.error().code != ErrorCode::kAlreadyMember) return tl::unexpected(added.error());
    Complete(invitation.code);
    joined.was_invited = true;
  }
  return joined;
}

}  // namespace grafake::server
