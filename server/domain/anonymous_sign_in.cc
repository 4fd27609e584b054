#include "server/domain/anonymous_sign_in.h"

namespace grafake::server {

PrincipalPtr AnonymousSignIn::Load() {
  const auto org = orgs_.GetByName(settings_.org_name);
  if (!org) return nobody_;
  Principal caller{
      .kind = Principal::Kind::kAnonymous, .org_id = org->id, .org_name = org->name, .role = settings_.role};
  caller.permissions = access_.OfMember(caller);
  return std::make_shared<const Principal>(std::move(caller));
}

PrincipalPtr AnonymousSignIn::Identity() {
  if (!settings_.enabled) return nobody_;
  const Lock lock(mutex_);
  const std::uint64_t changes = orgs_.changes();
  if (!known_ || known_ == nobody_ || known_at_ != changes) known_ = Load();
  known_at_ = changes;
  return known_;
}

}  // namespace grafake::server
