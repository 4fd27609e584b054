#pragma once

#include <cstdint>
#include <string>

#include "server/domain/login_attempts.h"
#include "server/domain/passwords.h"
#include "server/releases/user_rules.h"
#include "server/storage/result.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// Checks a login (or email) and a password, and counts the wrong ones. Thread-safe.
class PasswordSignIn {
 public:
  PasswordSignIn(UserStore& users, Passwords& passwords, LoginAttempts& attempts,
                 UserLookup lookup = UserLookup::kLoginFirst, DisabledUser disabled = DisabledUser::kHasNoPassword)
      : users_(users), passwords_(passwords), attempts_(attempts), lookup_(lookup), disabled_(disabled) {}

  // The id of the user. kBlocked, kUserNotFound, kDisabled, kWrongPassword (also an empty one): in some
  // releases a client sees no difference. `address` is the client's, with port; empty for HTTP Basic.
  [[nodiscard]] Result<std::int64_t> Check(const std::string& login, const std::string& password,
                                           const std::string& address = {});

 private:
  UserStore& users_;
  Passwords& passwords_;
  LoginAttempts& attempts_;
  UserLookup lookup_;
  DisabledUser disabled_;
};

}  // namespace grafake::server
