#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "grafake/client.h"

namespace grafake {

/// What a caller may do: the action, "serviceaccounts:read", and on which scopes, "serviceaccounts:id:2". An action
/// without a scope has one scope, the empty text; where a release does not tell the scopes (9.1 and earlier) there are
/// none at all.
using PermissionMap = std::map<std::string, std::vector<std::string>>;

/// What permissions are given on, one by one.
enum class ManagedResource : std::uint8_t {
  kTeams,            ///< levels "Member" and "Admin", of users
  kServiceAccounts,  ///< Grafana 9.1 and later; levels "Edit" and "Admin", of users and teams
};

/// Who may do what with one team or service account.
struct ManagedPermission {
  std::int64_t id = 0;                    ///< of the permission
  std::int64_t user_id = 0;               ///< who; 0: not a user
  std::string user_login = {};            ///< empty: not a user
  std::int64_t team_id = 0;               ///< who; 0: not a team
  std::string team = {};                  ///< empty: not a team
  std::string built_in_role = {};         ///< "Admin"; empty: not a role
  std::vector<std::string> actions = {};  ///< what it comes to
  std::string permission = {};            ///< the level; empty where the actions are none of the levels
  bool is_managed = false;                ///< it was given by SetForUser or SetForTeam, or to the creator
};

/// Which levels a resource has, and who may be given one.
struct PermissionLevels {
  std::vector<std::string> levels = {};  ///< from low to high
  bool users = false;                    ///< users may
  bool teams = false;                    ///< teams may
  bool built_in_roles = false;           ///< roles may
};

/// Permissions by access control, which `[rbac] enabled = false`, and Grafana 8.5 as it comes, do not have: all is
/// kRefused with 404 there. Thread-safe.
class GRAFAKE_EXPORT Permissions {
 public:
  /// Asks with this client.
  explicit Permissions(const Client& client) : transport_(client.transport()) {}

  /// GET /api/access-control/user/permissions: what the caller may do in its org.
  [[nodiscard]] Result<PermissionMap> OfCaller(const CallOptions& options = {}) const;
  /// GET /api/access-control/:resource/description
  [[nodiscard]] Result<PermissionLevels> Levels(ManagedResource resource, const CallOptions& options = {}) const;
  /// GET /api/access-control/:resource/:id; an unknown team has none.
  [[nodiscard]] Result<std::vector<ManagedPermission>> List(ManagedResource resource, std::int64_t id,
                                                            const CallOptions& options = {}) const;
  /// POST /api/access-control/:resource/:id/users/:userId; an empty level takes the permission away.
  [[nodiscard]] Result<void> SetForUser(ManagedResource resource, std::int64_t id, std::int64_t user_id,
                                        const std::string& level, const CallOptions& options = {}) const;
  /// POST /api/access-control/:resource/:id/teams/:teamId; an empty level takes the permission away. Not for teams.
  [[nodiscard]] Result<void> SetForTeam(ManagedResource resource, std::int64_t id, std::int64_t team_id,
                                        const std::string& level, const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
