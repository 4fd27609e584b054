#pragma once

#include "server/domain/users.h"
#include "server/http/answers.h"
#include "server/http/form.h"

namespace grafake::server {

// {"name","email","login","theme"}: what PUT /api/user and PUT /api/users/:id read.
[[nodiscard]] inline Result<UserEdit> ReadUserEdit(const Request& request) {
  UserEdit edit;
  return Form("models.UpdateUserCommand")
      .Text("name", edit.name)
      .Text("email", edit.email)
      .Text("login", edit.login)
      .Text("theme", edit.theme)
      .Bind(request)
      .map([&](Done) { return edit; });
}

[[nodiscard]] inline Response ConcludeUserEdit(const Answers& answers, const Result<Done>& updated) {
  const Refusals& r = answers.refusals();
  return answers.Conclude(updated, "User updated", {{ErrorCode::kInvalid, r.user_unnamed}}, r.user_update_failed);
}

}  // namespace grafake::server
