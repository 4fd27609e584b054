#pragma once

#include "server/domain/api_keys.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// /api/auth/keys: legacy API keys.
class ApiKeysApi {
 public:
  ApiKeysApi(const Answers& answers, ApiKeys& keys) : answers_(answers), keys_(keys) {}

  void Mount(Router& router);

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;

  const Answers& answers_;
  ApiKeys& keys_;
};

}  // namespace grafake::server
