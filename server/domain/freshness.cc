#include "server/domain/freshness.h"

namespace grafake::server {

Freshness::Freshness(Database& database, const Keepers& keepers) : keepers_(keepers) {
  database.TellChangesTo([this](const Changes& changes) {
    for (const Changes::Change& change : changes.all()) Forget(change);
    for (const Changes::GoneKey& key : changes.gone()) keepers_.tokens.RememberRemoved(key.hash, key.name);
  });
}

// No `default`, so that a new kind does not compile before somebody has thought of who keeps it.
void Freshness::Forget(const Changes::Change& change) {
  using enum Changes::Kind;
  switch (change.kind) {
    case kUser:
      return keepers_.identities.Forget(change.id);
    case kMemberships:
      keepers_.access.ForgetAll();
      return keepers_.identities.ForgetAll();
    case kPermissions:
      return ForgetPermissions(change.scope);
    case kOrgName:
      return ForgetOrg(change.id);
    case kOrgAddress:
      return keepers_.orgs.Forget(change.id);
    case kOrg:
      keepers_.access.ForgetAll();
      keepers_.tokens.RemoveOfOrg(change.id);
      return ForgetOrg(change.id);
    case kToken:
      return keepers_.tokens.Remove(change.id);
    case kTokensOfAccount:
      return keepers_.tokens.RemoveOfAccount(change.id);
    case kDerivedKey:
      return keepers_.keys.ForgetDerived();
    case kEverything:
      return ForgetEverything();
  }
}

// First the rows, then who has been given them. API keys and anonymous callers, who are nobody's users, have what is
// stored of their roles.
void Freshness::ForgetPermissions(const std::string& scope) {
  if (scope.empty()) {
    keepers_.access.ForgetAll();
  } else {
    keepers_.access.Forget(scope);
  }
  keepers_.identities.ForgetPermissions();
  keepers_.tokens.RemoveOfAccount(0);
  keepers_.orgs.ForgetAll();
}

// Every member's identity has its name.
void Freshness::ForgetOrg(std::int64_t id) {
  keepers_.identities.ForgetAll();
  keepers_.orgs.Forget(id);
}

void Freshness::ForgetEverything() {
  keepers_.access.ForgetAll();
  keepers_.keys.ForgetDerived();
  keepers_.tokens.RemoveAll();
  keepers_.identities.ForgetAll();
  keepers_.identities.ForgetPermissions();
  keepers_.orgs.ForgetAll();
}

}  // namespace grafake::server
