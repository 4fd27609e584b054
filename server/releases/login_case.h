#pragma once

namespace grafake::server {

// Whether "Ada" and "ada" are two logins, or emails. Obeyed by ComparisonOf, and by Users, which
// makes them.
enum class LoginCase {
  kCounts,      // they are
  kIgnored,     // they are one; each is kept as it was written
  kLowered,     // they are one, and new ones are kept in lower case
  kAllLowered,  // all are: what is asked for is lowered and then counts; what an older file holds otherwise is found by
                // nobody
};

[[nodiscard]] constexpr bool AreKeptLowered(LoginCase rule) {
  return rule == LoginCase::kLowered || rule == LoginCase::kAllLowered;
}

}  // namespace grafake::server
