#include "server/domain/password_sign_in.h"

#include "server/domain/user_lookup.h"

namespace grafake::server {

Result<std::int64_t> PasswordSignIn::Check(const std::string& login, const std::string& password) {
  if (password.empty()) return Fail(ErrorCode::kWrongPassword, "invalid username or password");
  const auto user = FindUser(users_, login);
  if (!user) return Fail(ErrorCode::kUserNotFound, "invalid username or password");
  if (user->is_disabled) return Fail(ErrorCode::kDisabled, "invalid username or password");
  const auto row = users_.FindPassword(user->id);
  if (!row || !passwords_.Verify(*row, password)) {
    return Fail(ErrorCode::kWrongPassword, "invalid username or password");
  }
  return user->id;
}

}  // namespace grafake::server
