#pragma once

#include <cstdint>
#include <string>

namespace grafake {

/// A user who is signed in with a browser. Basic authentication and tokens make none.
struct Session {
  std::int64_t id = 0;               ///< for RevokeSession
  bool is_active = false;            ///< it is the session of this call
  std::string client_ip = {};        ///< where from
  std::string device = {};           ///< as Grafana guessed it, like the three that follow
  std::string os = {};               ///< operating system
  std::string browser = {};          ///< name
  std::string browser_version = {};  ///< version
  std::string created_at = {};       ///< RFC 3339
  std::string seen_at = {};          ///< RFC 3339
};

}  // namespace grafake
