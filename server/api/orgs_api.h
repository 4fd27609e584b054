#pragma once

#include "server/domain/orgs.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// /api/org (the caller's) and /api/orgs (all of them).
class OrgsApi {
 public:
  // `anybody_creates` is [users] allow_org_create; it counts only with [rbac] enabled = false.
  OrgsApi(const Answers& answers, Orgs& orgs, bool anybody_creates)
      : answers_(answers), orgs_(orgs), anybody_creates_(anybody_creates) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response GetByName(const Context& context) const;
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response Rename(const Context& context) const;
  [[nodiscard]] Response SetAddress(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;

  const Answers& answers_;
  Orgs& orgs_;
  bool anybody_creates_;
};

}  // namespace grafake::server
