#pragma once

#include "server/domain/first_start.h"
#include "server/domain/passwords.h"
#include "server/storage/database.h"

namespace grafake::server {

// What an Instance in memory begins with instead of nothing. Thread-safe.
struct PreparedStart {
  // What those have alike that begin with the same first admin: the empty tables, and his password, derived. Made once
  // for any number of them, since each of the two takes milliseconds. Throws SqlError.
  explicit PreparedStart(const FirstAdmin& admin) : admin_password(Passwords().Hash(admin.password)) {}

  // What another Instance has come to. Without `hashed` the password is derived when it is needed. Throws
  // StorageFailure, SqlError.
  PreparedStart(Database& database, Passwords::Hashed hashed)
      : tables(database.Image()), admin_password(std::move(hashed)) {}

  const DatabaseImage tables;
  const Passwords::Hashed admin_password;
};

}  // namespace grafake::server
