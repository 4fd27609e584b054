#pragma once

#include "server/api/avatars.h"
#include "server/api/hidden_users.h"
#include "server/domain/clock.h"
#include "server/domain/kept_permissions.h"
#include "server/domain/members.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"

namespace grafake::server {

// The users of an org: /api/org/users and /api/orgs/:orgId/users.
class MembersApi {
 public:
  // `sorted`: searches come in the order that is asked for. `forgetting`: forgets what members were found to hold when
  // their role changes; null: nothing does.
  MembersApi(const Answers& answers, const Avatars& avatars, const HiddenUsers& hidden, Members& members, Clock clock,
             RoleRules role_names, const UserAnswers& shape, bool sorted, KeptPermissions* forgetting)
      : answers_(answers),
        avatars_(avatars),
        hidden_(hidden),
        members_(members),
        clock_(std::move(clock)),
        role_names_(role_names),
        shape_(shape),
        sorted_(sorted),
        forgetting_(forgetting) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response ListOfPathOrg(const Context& context) const;
  [[nodiscard]] Response Search(const Context& context) const;
  [[nodiscard]] Response SearchPathOrg(const Context& context) const;
  [[nodiscard]] Response SearchIn(std::int64_t org, const Context& context) const;
  [[nodiscard]] Response LookUp(const Context& context) const;
  [[nodiscard]] Response Add(const Context& context) const;
  [[nodiscard]] Response SetRole(const Context& context) const;
  [[nodiscard]] Response Remove(const Context& context) const;

  [[nodiscard]] bool Shows(const MemberRow& member, const Context& context) const;
  // In the release's order.
  [[nodiscard]] MemberPage ListOf(MemberQuery query) const;
  void AddSync(JsonWriter& json, std::string_view module) const;
  void AddMembers(JsonWriter& json, const MemberPage& page, const Context& context, bool with_access) const;

  const Answers& answers_;
  const Avatars& avatars_;
  const HiddenUsers& hidden_;
  Members& members_;
  Clock clock_;
  RoleRules role_names_;
  UserAnswers shape_;
  bool sorted_;
  KeptPermissions* forgetting_;
};

}  // namespace grafake::server
