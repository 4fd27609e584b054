#pragma once

#include "server/domain/first_start.h"
#include "server/domain/passwords.h"
#include "server/storage/database_image.h"

namespace grafake::server {

// What Instances in memory have alike at their start when they have the same first admin: the empty tables, and his
// password, derived. Made once for any number of them, since each of the two takes milliseconds. Thread-safe.
struct PreparedStart {
  // Throws SqlError.
  explicit PreparedStart(const FirstAdmin& admin) : admin_password(Passwords().Hash(admin.password)) {}

  const DatabaseImage tables;
  const Passwords::Hashed admin_password;
};

}  // namespace grafake::server
