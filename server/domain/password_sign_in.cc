#include "server/domain/password_sign_in.h"

#include "server/domain/user_lookup.h"

namespace grafake::server {
namespace {

tl::unexpected<Error> Refused(ErrorCode code) { return Fail(code, "invalid username or password"); }

}  // namespace

Result<std::int64_t> PasswordSignIn::Check(const std::string& login, const std::string& password,
                                           const std::string& address) {
  const auto turn = attempts_.Begin(login);
  if (!turn) return Fail(ErrorCode::kBlocked, "too many consecutive incorrect login attempts");
  if (password.empty()) return Refused(ErrorCode::kWrongPassword);
  const auto user = FindUser(users_, login, lookup_);
  if (!user) return Refused(ErrorCode::kUserNotFound);
  const bool has_none = user->is_disabled && disabled_ == DisabledUser::kHasNoPassword;
  if (has_none) return Refused(ErrorCode::kDisabled);
  const auto row = users_.FindPassword(user->id);
  const bool right = row && passwords_.Verify(*row, password);
  if (right && user->is_disabled) return Refused(ErrorCode::kDisabled);
  if (right) return user->id;
  turn->Failed(address);
  return Refused(ErrorCode::kWrongPassword);
}

}  // namespace grafake::server
