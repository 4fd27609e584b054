#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/domain/identities.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// Which permissions are looked for. An empty text asks for nothing.
struct PermissionQuery {
  std::string action;
  std::string prefix;  // of the action
  std::string scope;   // what the permission must cover
};

// Actions with their scopes, of which none is covered by another; none at all where the action has no object.
using HeldPermissions = std::map<std::string, std::vector<std::string>, std::less<>>;

// Who may do what in an org. What everybody may is nobody's, and is not found. Thread-safe.
class PermissionSearch {
 public:
  PermissionSearch(UserStore& users, Identities& identities, std::span<const Permission> everybody)
      : users_(users), identities_(identities), everybody_(everybody) {}

  // By the ids of users and service accounts; without those who hold nothing of it.
  [[nodiscard]] std::map<std::int64_t, HeldPermissions> OfAll(std::int64_t org_id, const PermissionQuery& query);
  // Nothing: in that org he has no role, or he is nobody.
  [[nodiscard]] std::optional<HeldPermissions> OfUser(std::int64_t org_id, std::int64_t user_id,
                                                      const PermissionQuery& query);
  [[nodiscard]] std::optional<std::int64_t> FindIdByUid(const std::string& uid) { return users_.FindIdByUid(uid); }

 private:
  [[nodiscard]] HeldPermissions Matching(const PermissionSet& permissions, const PermissionQuery& query) const;
  [[nodiscard]] std::vector<std::string> ScopesOf(const PermissionSet& permissions, std::string_view action,
                                                  const PermissionQuery& query) const;

  UserStore& users_;
  Identities& identities_;
  std::span<const Permission> everybody_;
};

}  // namespace grafake::server
