#include "server/domain/identities.h"

namespace grafake::server {
namespace {

Principal FromRow(SignedInRow row) {
  Principal principal{
      .kind = row.user.is_service_account ? Principal::Kind::kAccount : Principal::Kind::kUser,
      .user_id = row.user.id,
      .org_id = row.org_id,
      .org_name = std::move(row.org_name),
      .role = StoredRole(row.role),
      .is_grafana_admin = row.user.is_admin,
      .is_disabled = row.user.is_disabled,
      .login = std::move(row.user.login),
      .name = std::move(row.user.name),
      .email = std::move(row.user.email),
      .theme = std::move(row.user.theme),
      .team_ids = std::move(row.team_ids),
      .last_seen_at = row.user.last_seen_at,
  };
  return principal;
}

}  // namespace

PrincipalPtr Identities::Load(std::int64_t user_id, std::int64_t org_id) {
  const Key key{user_id, org_id};
  const auto entry = Find(key);
  if (!entry) return LoadFresh(key);
  return entry->permissions == permission_changes_ ? entry->principal : WithFreshPermissions(key, *entry);
}

std::string Identities::NameOf(std::int64_t user_id, std::int64_t org_id) {
  if (FollowsChanges()) {
    const auto found = Load(user_id, org_id);
    return found ? found->name : "";
  }
  const auto row = users_.FindSignedIn(user_id, org_id);
  return row ? row->user.name : "";
}

bool Identities::HasAccount(std::int64_t user_id, std::int64_t org_id) {
  const auto found = Load(user_id, org_id);
  return found && found->kind == Principal::Kind::kAccount && found->org_id == org_id;
}

std::optional<Identities::Entry> Identities::Find(const Key& key) {
  if (!FollowsChanges() && !orgless_found_ && key.second < 0) return std::nullopt;
  const ReadLock lock(mutex_);
  const Entry* found = entries_.Find(key);
  if (found == nullptr) return std::nullopt;
  if (!FollowsChanges() && clock_() - found->loaded >= lifetime_) return std::nullopt;
  return *found;
}

PrincipalPtr Identities::LoadFresh(const Key& key) {
  const std::uint64_t changes = changes_;
  const std::uint64_t permissions = permission_changes_;
  auto row = users_.FindSignedIn(key.first, key.second);
  if (!row) return nullptr;
  Principal principal = FromRow(*std::move(row));
  principal.permissions = access_.OfMember(principal);
  const auto shared = std::make_shared<const Principal>(std::move(principal));
  // Grafana keeps an identity under the org that it found, not under the one that was asked for.
  const Key kept = FollowsChanges() || kept_under_ == KeptUnder::kAsked ? key : Key{key.first, shared->org_id};
  Keep(kept, {shared, clock_(), permissions}, changes);
  return shared;
}

PrincipalPtr Identities::WithFreshPermissions(const Key& key, const Entry& entry) {
  const std::uint64_t changes = changes_;
  const std::uint64_t permissions = permission_changes_;
  Principal principal = *entry.principal;
  principal.permissions = access_.OfMember(principal);
  const auto shared = std::make_shared<const Principal>(std::move(principal));
  Keep(key, {shared, entry.loaded, permissions}, changes);
  return shared;
}

void Identities::Keep(const Key& key, Entry entry, std::uint64_t changes_before) {
  const WriteLock lock(mutex_);
  if (changes_ == changes_before) entries_.Keep(key, std::move(entry));
}

void Identities::Forget(std::int64_t user_id) {
  if (!FollowsChanges()) return;
  const WriteLock lock(mutex_);
  ++changes_;
  entries_.EraseIf([&](const Key& key, const Entry& /*entry*/) { return key.first == user_id; });
}

void Identities::ForgetAll() {
  if (!FollowsChanges()) return;
  const WriteLock lock(mutex_);
  ++changes_;
  entries_.Clear();
}

void Identities::ForgetPermissions() { ++permission_changes_; }

}  // namespace grafake::server
