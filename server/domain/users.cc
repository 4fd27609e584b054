#include "server/domain/users.h"

namespace grafake::server {

Result<UserRow> Users::Get(std::int64_t id) {
  auto user = store_.Find(id);
  if (!user) return Fail(ErrorCode::kUserNotFound, "user not found");
  return *std::move(user);
}

UserPage Users::Search(const UserQuery& query) { return store_.List(query); }

}  // namespace grafake::server
