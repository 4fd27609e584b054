#include "server/domain/document_sharing.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace grafake::server {
namespace {

DocumentLevel LevelHeld(bool is_folder, const std::vector<std::string>& actions) {
  for (const DocumentLevel level : {DocumentLevel::kAdmin, DocumentLevel::kEdit}) {
    const std::string_view last = ActionsOfLevel(is_folder, level).back();
    if (std::ranges::find(actions, last) != actions.end()) return level;
  }
  return DocumentLevel::kView;
}

DocumentGrant::To ToHolder(HeldBy by) {
  switch (by) {
    case HeldBy::kUser:
      return DocumentGrant::To::kUser;
    case HeldBy::kTeam:
      return DocumentGrant::To::kTeam;
    case HeldBy::kRole:
      return DocumentGrant::To::kRole;
  }
  return DocumentGrant::To::kUser;
}

bool IsOf(const DocumentShare& share, const HeldPermissionRow& holder) {
  if (share.to != ToHolder(holder.by)) return false;
  return share.to == DocumentGrant::To::kRole ? share.role == holder.name : share.holder_id == holder.holder_id;
}

bool IsForSame(const AclRow& a, const AclRow& b) {
  return a.user_id == b.user_id && a.team_id == b.team_id && a.role == b.role;
}

// Admins have everything already; nobody is named twice with the same.
bool IsRepeated(const std::vector<AclRow>& rows) {
  for (auto row = rows.begin(); row != rows.end(); ++row) {
    if (row->role == "Admin" && row->permission == static_cast<std::int64_t>(DocumentLevel::kAdmin)) return true;
    const bool twice = std::any_of(rows.begin(), row, [&](const AclRow& other) {
      return IsForSame(*row, other) && row->permission == other.permission;
    });
    if (twice) return true;
  }
  return false;
}

}  // namespace

std::vector<DocumentHolder> DocumentSharing::List(std::int64_t org_id, bool is_folder, const std::string& uid) {
  std::vector<DocumentHolder> holders;
  for (HeldPermissionRow& row : permissions_.HeldOn(org_id, DocumentScope(is_folder, uid))) {
    std::string action = row.action;
    if (holders.empty() || holders.back().holder.role_name != row.role_name)
      holders.push_back({.holder = std::move(row), .actions = {}});
    holders.back().actions.push_back(std::move(action));
  }
  for (DocumentHolder& holder : holders) holder.level = LevelHeld(is_folder, holder.actions);
  return holders;
}

Result<Done> DocumentSharing::Share(const DocumentRow& document, const std::vector<DocumentShare>& shares) {
  std::vector<DocumentGrant> grants;
  for (const DocumentShare& share : shares) {
    DocumentGrant grant{share.to, share.holder_id, share.role};
    if (share.level) {
      const auto actions = ActionsOfLevel(document.is_folder, *share.level, in_detail_);
      grant.actions.assign(actions.begin(), actions.end());
    }
    grants.push_back(std::move(grant));
  }
  return documents_.Give(document.org_id, DocumentScope(document.is_folder, document.uid), grants,
                         ToTimestamp(clock_()));
}

Result<Done> DocumentSharing::ShareInstead(const DocumentRow& document, std::vector<DocumentShare> shares,
                                           const Seen& seen) {
  for (const DocumentHolder& held : List(document.org_id, document.is_folder, document.uid)) {
    const bool named = std::ranges::any_of(shares, [&](const auto& share) { return IsOf(share, held.holder); });
    if (named || !seen(held.holder)) continue;
    const bool role = held.holder.by == HeldBy::kRole;
    shares.push_back({ToHolder(held.holder.by), held.holder.holder_id, role ? held.holder.name : "", std::nullopt});
  }
  return Share(document, shares);
}

Result<Done> DocumentSharing::ReplaceAcl(const DocumentRow& document, const std::vector<AclRow>& rows) {
  if (IsRepeated(rows)) return Fail(ErrorCode::kTaken, "permission already exists");
  const auto held = AclOf(document);
  const bool lower = std::ranges::any_of(rows, [&](const AclRow& row) {
    return std::ranges::any_of(held, [&](const AclRow& given) {
      return IsInherited(given, document) && IsForSame(row, given) && row.permission <= given.permission;
    });
  });
  if (lower) return Fail(ErrorCode::kInvalid, "you can only override a permission to be higher");
  return documents_.ReplaceAcl(document, rows, ToTimestamp(clock_()));
}

}  // namespace grafake::server
