#pragma once

#include <string>
#include <string_view>

#include "server/domain/avatar_paths.h"

namespace grafake::server {

// Addresses of avatars as answers show them: [security] disable_gravatar and the sub-path of root_url decide.
// Immutable.
class Avatars {
 public:
  Avatars(std::string sub_url, bool gravatar) : sub_url_(std::move(sub_url)), gravatar_(gravatar) {}

  // Of a user: by email; empty without one.
  [[nodiscard]] std::string OfEmail(std::string_view email) const { return Shown(AvatarPath(email)); }
  // Of a service account, or a team without email: by name.
  [[nodiscard]] std::string OfName(std::string_view name) const { return Shown(AvatarPathOfName(name)); }

 private:
  [[nodiscard]] std::string Shown(const std::string& path) const {
    return !gravatar_ ? sub_url_ + "/public/img/user_profile.png" : path.empty() ? path : sub_url_ + path;
  }

  std::string sub_url_;
  bool gravatar_;
};

}  // namespace grafake::server
