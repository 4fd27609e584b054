#pragma once

#include <cstdint>

#include "server/storage/result.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// Users, by the rules of Grafana 9.0; service accounts are not among them. Thread-safe.
class Users {
 public:
  explicit Users(UserStore& store) : store_(store) {}

  // kUserNotFound.
  [[nodiscard]] Result<UserRow> Get(std::int64_t id);
  [[nodiscard]] UserPage Search(const UserQuery& query);

 private:
  UserStore& store_;
};

}  // namespace grafake::server
