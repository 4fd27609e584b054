#pragma once

#include "server/api/avatars.h"
#include "server/domain/proxy_sign_in.h"
#include "server/domain/users.h"
#include "server/http/answers.h"
#include "server/http/pages.h"
#include "server/http/router.h"
#include "server/releases/sign_in_rules.h"
#include "server/releases/user_rules.h"

namespace grafake::server {

// /api/user: who calls, for users. Anonymous callers are strangers here; what keys and
// service accounts find is the release's.
class CurrentUserApi {
 public:
  // `proxy`: [auth.proxy], behind which not everybody changes all of himself.
  CurrentUserApi(const Answers& answers, const Pages& pages, const Avatars& avatars, Users& users, bool trimmed,
                 const UserAnswers& shape, const MachineRules& machines, const ProxySettings& proxy)
      : answers_(answers),
        pages_(pages),
        avatars_(avatars),
        users_(users),
        trimmed_(trimmed),
        shape_(shape),
        machines_(machines),
        behind_proxy_(proxy.enabled),
        named_by_(proxy.property) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response Update(const Context& context) const;
  // Nothing: he may change that of himself.
  [[nodiscard]] std::optional<Response> RefuseEdit(const Context& context, const UserEdit& edit) const;
  [[nodiscard]] std::optional<Response> RefusePassword(const Context& context) const;
  [[nodiscard]] Response Orgs(const Context& context) const;
  [[nodiscard]] Response Use(const Context& context) const;
  [[nodiscard]] Response SwitchOrgAndGoHome(const Context& context) const;
  [[nodiscard]] Response ChangePassword(const Context& context) const;
  [[nodiscard]] Response SetHelpFlag(const Context& context) const;
  [[nodiscard]] Response ClearHelpFlags(const Context& context) const;
  [[nodiscard]] Response HelpFlagSet(std::int64_t flags) const;

  const Answers& answers_;
  const Pages& pages_;
  const Avatars& avatars_;
  Users& users_;
  bool trimmed_;  // see Release::logins_trimmed
  UserAnswers shape_;
  MachineRules machines_;
  bool behind_proxy_;
  ProxyProperty named_by_;
};

}  // namespace grafake::server
