#include "server/domain/password_sign_in.h"

#include "server/domain/user_lookup.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

constexpr const char* kRefused = "invalid username or password";

}  // namespace

Result<std::int64_t> PasswordSignIn::Check(const std::string& login, const std::string& password,
                                           const std::string& address) {
  const auto turn = attempts_.Begin(login);
  if (!turn) return tl::unexpected(turn.error());
  if (password.empty()) return Fail(ErrorCode::kWrongPassword, kRefused, OtherPassword{login});
  const auto user = FindUser(users_, login, lookup_);
  if (!user && users_.IsOfTwins(login)) return Fail(ErrorCode::kUserNotFound, kRefused, Clash::kLoginsDifferByCase);
  if (!user) return Fail(ErrorCode::kUserNotFound, kRefused, NotThere{Noun::kUser, "login or email", login});
  const bool has_none = user->is_disabled && disabled_ == DisabledUser::kHasNoPassword;
  if (has_none) return Fail(ErrorCode::kDisabled, kRefused, Disabled{Noun::kUser, user->login});
  const auto row = users_.FindPassword(user->id);
  const bool right = row && passwords_.Verify(*row, password);
  if (right && user->is_disabled) return Fail(ErrorCode::kDisabled, kRefused, Disabled{Noun::kUser, user->login});
  if (right) return user->id;
  (*turn)->Failed(address);
  return Fail(ErrorCode::kWrongPassword, kRefused, OtherPassword{login});
}

}  // namespace grafake::server
