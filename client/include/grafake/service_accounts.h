#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grafake/secret.h"

namespace grafake {

// A service account, as far as the answer told; what a release leaves out is empty.
struct ServiceAccount {
  std::int64_t id = 0;
  std::int64_t org_id = 0;
  std::string name;
  std::string login;
  std::string role;  // "Viewer", "Editor", "Admin"; empty where the answer does not say
  bool is_disabled = false;
  std::int64_t tokens = 0;
};

struct NewServiceAccount {
  std::string name;
  std::string role;  // Grafana 9.0 and earlier ignore it; empty: not sent
};

struct ServiceAccountPage {
  std::int64_t total = 0;
  std::vector<ServiceAccount> accounts;
};

// A token, without its secret.
struct Token {
  std::int64_t id = 0;
  std::string name;
  std::string created;                    // RFC 3339
  std::optional<std::string> expiration;  // RFC 3339
  bool has_expired = false;
};

struct NewToken {
  std::string name;
  std::int64_t seconds_to_live = 0;  // 0: for ever
};

// What creating a token gives. The secret is shown this once.
struct CreatedToken {
  std::int64_t id = 0;
  std::string name;
  Secret secret;
};

struct Organization {
  std::int64_t id = 0;
  std::string name;
};

struct Health {
  std::string version;  // empty where the server hides it
  std::string database;
};

}  // namespace grafake
