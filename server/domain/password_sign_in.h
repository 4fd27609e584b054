#pragma once

#include <cstdint>
#include <string>

#include "server/domain/passwords.h"
#include "server/storage/result.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// Checks a login (or email) and a password. Thread-safe.
class PasswordSignIn {
 public:
  PasswordSignIn(UserStore& users, Passwords& passwords) : users_(users), passwords_(passwords) {}

  // The id of the user. kUserNotFound, kDisabled, kWrongPassword (also an empty one): a client sees no difference.
  [[nodiscard]] Result<std::int64_t> Check(const std::string& login, const std::string& password);

 private:
  UserStore& users_;
  Passwords& passwords_;
};

}  // namespace grafake::server
