#pragma once

#include "server/blanks.h"
#include "server/domain/users.h"
#include "server/http/answers.h"
#include "server/http/form.h"

namespace grafake::server {

inline constexpr RefusalTable kUserEditing({{ErrorCode::kInvalid, &Refusals::user_unnamed},
                                            {ErrorCode::kTakenButForCase, &Refusals::user_conflict}},
                                           &Refusals::user_update_failed,
                                           kThingErrors | kOrgErrors | kUserErrors | kRoleErrors | kLifetimeErrors |
                                               kMemberErrors | kPasswordErrors | kCredentialErrors | kDocumentErrors);
// Whoever is no member of the org, or is nobody, is told the same.
inline constexpr RefusalTable kOrgSwitching({}, &Refusals::not_a_valid_org,
                                            kThingErrors | kOrgErrors | kUserErrors | kRoleErrors | kLifetimeErrors |
                                                kMemberErrors | kPasswordErrors | kCredentialErrors | kDocumentErrors);

// Of a UserEdit or a UserDraft: the blanks around login and email go.
template <class Named>
void TrimLogin(Named& user) {
  user.login = std::string(TrimBlanks(user.login));
  user.email = std::string(TrimBlanks(user.email));
}

// {"name","email","login","theme"}: what PUT /api/user and PUT /api/users/:id read.
[[nodiscard]] inline Result<UserEdit> ReadUserEdit(const Request& request, bool trimmed) {
  UserEdit edit;
  return Form("models.UpdateUserCommand")
      .Text("name", edit.name)
      .Text("email", edit.email)
      .Text("login", edit.login)
      .Text("theme", edit.theme)
      .Bind(request)
      .map([&](Done) {
        if (trimmed) TrimLogin(edit);
        return edit;
      });
}

// Whether nobody here may change what the system has said that let him in.
[[nodiscard]] inline bool IsFrozen(Users& users, std::int64_t id, const UserAnswers& shape) {
  if (!shape.external.jwt_users_frozen) return false;
  const auto user = users.Get(id);
  return user && user->auth_module == "jwt";
}

[[nodiscard]] inline Response FrozenUser(const Answers& answers) {
  return Because(answers.Refuse(answers.refusals().external_user_frozen), GroundReason(Clash::kUserOfAnotherSystem));
}

[[nodiscard]] inline Response ConcludeUserEdit(const Answers& answers, const Result<Done>& updated) {
  return answers.Conclude(updated, "User updated", kUserEditing);
}

}  // namespace grafake::server
