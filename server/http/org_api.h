#pragma once

#include "server/domain/clock.h"
#include "server/domain/orgs.h"
#include "server/http/answers.h"
#include "server/http/avatars.h"
#include "server/http/router.h"

namespace grafake::server {

// /api/org: the caller's current org and its members.
class OrgApi {
 public:
  OrgApi(const Answers& answers, const Avatars& avatars, Orgs& orgs, Clock clock)
      : answers_(answers), avatars_(avatars), orgs_(orgs), clock_(std::move(clock)) {}

  void Mount(Router& router);

 private:
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response Members(const Context& context) const;

  const Answers& answers_;
  const Avatars& avatars_;
  Orgs& orgs_;
  Clock clock_;
};

}  // namespace grafake::server
