#pragma once

#include "server/domain/api_keys.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/releases/release.h"

namespace grafake::server {

// /api/auth/keys: legacy API keys.
class ApiKeysApi {
 public:
  ApiKeysApi(const Answers& answers, ApiKeys& keys, const Release& release)
      : answers_(answers),
        keys_(keys),
        rules_(release.api_keys),
        role_names_(release.role_names),
        with_access_(release.keys_with_access),
        with_last_use_(release.keys_with_last_use) {}

  void Mount(Router& router);

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;

  const Answers& answers_;
  ApiKeys& keys_;
  ApiKeyRules rules_;
  RoleRules role_names_;
  bool with_access_;
  bool with_last_use_;
};

}  // namespace grafake::server
