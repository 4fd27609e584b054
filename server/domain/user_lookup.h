#pragma once

#include <optional>
#include <string>

#include "server/storage/user_store.h"

namespace grafake::server {

// Exactly the login; failing that, when the text looks like an email, exactly the email. By email service accounts are
// found, too.
[[nodiscard]] inline std::optional<UserRow> FindUser(UserStore& users, const std::string& login_or_email) {
  auto user = users.FindByLogin(login_or_email);
  if (!user && login_or_email.find('@') != std::string::npos) user = users.FindByEmail(login_or_email);
  return user;
}

}  // namespace grafake::server
