#pragma once

namespace grafake::server {

// Whether "Ada" and "ada" are two logins, or emails. Obeyed by UserStore and AccountStore, which compare them, and
// Users.
enum class LoginCase {
  kCounts,   // they are
  kIgnored,  // they are one; each is kept as it was written
  kLowered,  // they are one, and new ones are kept in lower case
};

}  // namespace grafake::server
