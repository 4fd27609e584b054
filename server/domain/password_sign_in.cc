#include "server/domain/password_sign_in.h"

namespace grafake::server {

// Grafana 9.0: exactly the login; failing that, when it looks like an email, exactly the email.
std::optional<UserRow> PasswordSignIn::Find(const std::string& login) {
  auto user = users_.FindByLogin(login);
  if (!user && login.find('@') != std::string::npos) user = users_.FindByEmail(login);
  return user;
}

Result<std::int64_t> PasswordSignIn::Check(const std::string& login, const std::string& password) {
  if (password.empty()) return Fail(ErrorCode::kWrongPassword, "invalid username or password");
  const auto user = Find(login);
  if (!user) return Fail(ErrorCode::kUserNotFound, "invalid username or password");
  if (user->is_disabled) return Fail(ErrorCode::kDisabled, "invalid username or password");
  const auto row = users_.FindPassword(user->id);
  if (!row || !passwords_.Verify(*row, password)) {
    return Fail(ErrorCode::kWrongPassword, "invalid username or password");
  }
  return user->id;
}

}  // namespace grafake::server
