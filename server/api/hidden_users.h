#pragma once

#include <set>
#include <string>
#include <utility>

#include "server/domain/principal.h"

namespace grafake::server {

// [users] hidden_users: logins that lists of members leave out for everyone but Grafana Admins and the user himself.
class HiddenUsers {
 public:
  explicit HiddenUsers(std::set<std::string> logins) : logins_(std::move(logins)) {}

  [[nodiscard]] bool Hides(const std::string& login, const Principal& caller) const {
    return !caller.is_grafana_admin && login != caller.login && logins_.contains(login);
  }
  [[nodiscard]] const std::set<std::string>& logins() const { return logins_; }

 private:
  std::set<std::string> logins_;
};

}  // namespace grafake::server
