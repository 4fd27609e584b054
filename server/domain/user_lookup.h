#pragma once

#include <optional>
#include <string>

#include "server/releases/user_rules.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// Exactly the login or, when the text looks like an email, exactly the email. By email service accounts are found, too.
[[nodiscard]] inline std::optional<UserRow> FindUser(UserStore& users, const std::string& login_or_email,
                                                     UserLookup order) {
  if (login_or_email.find('@') == std::string::npos) return users.FindByLogin(login_or_email);
  const bool login_first = order == UserLookup::kLoginFirst;
  auto user = login_first ? users.FindByLogin(login_or_email) : users.FindByEmail(login_or_email);
  if (user) return user;
  return login_first ? users.FindByEmail(login_or_email) : users.FindByLogin(login_or_email);
}

}  // namespace grafake::server
