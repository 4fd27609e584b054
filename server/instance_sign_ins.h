#pragma once

#include "server/domain/external_users.h"
#include "server/domain/jwt_sign_in.h"
#include "server/domain/logins.h"
#include "server/domain/proxy_sign_in.h"
#include "server/instance.h"
#include "server/storage/external_user_store.h"
#include "server/storage/memory_store.h"

namespace grafake::server {

// What the sign-in of those for whom another system vouches rests on.
struct ExternalGrounds {
  Database& database;
  UserStore& users;
  OrgStore& orgs;
  Quotas& quotas;
  const InstanceSettings& settings;  // that WithRelease has made
};

// The parts of an Instance that let in whom a proxy or a JWT names, in the order in which they rest on each other.
class InstanceSignIns {
 public:
  explicit InstanceSignIns(const ExternalGrounds& grounds) : on_(grounds) {}

  // Null where they let nobody in.
  [[nodiscard]] ProxySignIn* Proxy();
  [[nodiscard]] JwtSignIn* Jwt();

 private:
  ExternalGrounds on_;
  const InstanceSettings& s_ = on_.settings;
  const ExternalRules& rules_ = s_.release->external;
  ExternalUserStore store_{on_.database, ComparisonOf(s_.members.login_case), s_.release->leavers_keep_permissions};
  MemoryStore memory_{on_.database};
  ExternalUsers known_{store_, on_.quotas, s_.clock, s_.members, rules_};
  ProxySignIn proxy_{known_, on_.users, memory_, s_.clock, s_.proxy, rules_};
  JwtSignIn jwt_{known_, on_.users, on_.orgs, s_.clock, s_.jwt, rules_};
};

}  // namespace grafake::server
