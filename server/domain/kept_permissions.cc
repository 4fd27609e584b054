#include "server/domain/kept_permissions.h"

namespace grafake::server {

PermissionsPtr KeptPermissions::Find(const Key& key, const Roles& roles) {
  const ReadLock lock(mutex_);
  const Kept* found = kept_.Find(key);
  if (found == nullptr || clock_() - found->since >= lifetime_) return nullptr;
  return apart_by_role_ && found->roles != roles ? nullptr : found->permissions;
}

PrincipalPtr KeptPermissions::WithKept(PrincipalPtr caller) {
  if (lifetime_.count() == 0 || !caller->HasUser()) return caller;
  PermissionsPtr kept = Ask(caller->user_id, caller->org_id, RolesOf(*caller), caller->permissions);
  if (kept == caller->permissions) return caller;
  Principal copy = *caller;
  copy.permissions = std::move(kept);
  return std::make_shared<const Principal>(std::move(copy));
}

PermissionsPtr KeptPermissions::Ask(std::int64_t user_id, std::int64_t org_id, const Roles& roles,
                                    PermissionsPtr found) {
  if (lifetime_.count() == 0 || user_id == 0) return found;
  const Key key{user_id, org_id};
  if (PermissionsPtr kept = Find(key, roles)) return kept;
  const WriteLock lock(mutex_);
  kept_.Keep(key, {found, roles, clock_()});
  return found;
}

void KeptPermissions::Forget(std::int64_t user_id, std::int64_t org_id) {
  if (lifetime_.count() == 0) return;
  const WriteLock lock(mutex_);
  kept_.Erase({user_id, org_id});
}

}  // namespace grafake::server
