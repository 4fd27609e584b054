#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grafake/client.h"
#include "grafake/pages.h"
#include "grafake/quotas.h"
#include "grafake/sessions.h"
#include "grafake/teams.h"

namespace grafake {

/// A user, as far as the answer told; what a release leaves out is empty.
struct User {
  std::int64_t id = 0;                        ///< 0: a service account that asked who it is (Grafana 11.5 and later)
  std::string uid = {};                       ///< Grafana 10.4 and later
  std::string login = {};                     ///< no other user has it
  std::string email = {};                     ///< no other user has it
  std::string name = {};                      ///< shown to people
  std::int64_t org_id = 0;                    ///< the current org; lists do not tell it
  bool is_grafana_admin = false;              ///< may do what concerns the whole server
  bool is_disabled = false;                   ///< cannot sign in
  std::string theme = {};                     ///< told of a single user
  std::string last_seen_at = {};              ///< RFC 3339; told by lists
  std::string created_at = {};                ///< RFC 3339; told of a single user
  std::string updated_at = {};                ///< RFC 3339; told of a single user
  std::vector<std::string> auth_labels = {};  ///< where the user signs in: "LDAP", "GitHub"; empty: here
};

/// What a user is to be.
struct NewUser {
  std::string login = {};   ///< empty: the e-mail
  std::string email = {};   ///< empty: the login
  std::string name = {};    ///< shown to people
  Secret password = {};     ///< 4 bytes at least
  std::int64_t org_id = 0;  ///< 0: as the server is set up
};

/// What shall be otherwise; the rest stays. Empty texts change nothing: Grafana cannot clear one.
struct UserChange {
  std::optional<std::string> login = {};  ///< must be free
  std::optional<std::string> email = {};  ///< must be free
  std::optional<std::string> name = {};   ///< shown to people
};

/// An org that a user is in.
struct UserOrg {
  std::int64_t org_id = 0;  ///< the org
  std::string name = {};    ///< of the org
  std::string role = {};    ///< of the user there
};

/// All users of the Grafana; the calls need a Grafana admin, so no token may make them. What concerns the caller is in
/// CurrentUser. Thread-safe.
class GRAFAKE_EXPORT Users {
 public:
  /// Asks with this client.
  explicit Users(const Client& client) : transport_(client.transport()) {}

  /// GET /api/users/search; pages count from 1. The query is a part of name, login or e-mail. Without service accounts.
  [[nodiscard]] Result<Page<User>> Search(const std::string& query, std::int64_t page, std::int64_t per_page,
                                          const CallOptions& options = {}) const;
  /// The same, page after page, by login.
  [[nodiscard]] Pages<User> All(const std::string& query = {}, std::int64_t per_page = 1000,
                                const CallOptions& options = {}) const;
  /// GET /api/users/:id
  [[nodiscard]] Result<User> Get(std::int64_t id, const CallOptions& options = {}) const;
  /// GET /api/users/lookup; is_disabled is never told.
  [[nodiscard]] Result<User> Lookup(const std::string& login_or_email, const CallOptions& options = {}) const;
  /// GET /api/users/:id/orgs; an unknown user has none.
  [[nodiscard]] Result<std::vector<UserOrg>> Orgs(std::int64_t id, const CallOptions& options = {}) const;
  /// GET /api/users/:id/teams: in the caller's org.
  [[nodiscard]] Result<std::vector<Team>> Teams(std::int64_t id, const CallOptions& options = {}) const;
  /// PUT /api/users/:id. Grafana makes the e-mail the login where a request has none, so the user is read first where
  /// the change has no login.
  [[nodiscard]] Result<void> Update(std::int64_t id, const UserChange& change, const CallOptions& options = {}) const;
  /// POST /api/users/:id/using/:orgId: makes it the user's current org.
  [[nodiscard]] Result<void> SwitchOrg(std::int64_t id, std::int64_t org_id, const CallOptions& options = {}) const;
  /// POST /api/admin/users; gives the id. A login or e-mail that is taken is kRefused with 412.
  [[nodiscard]] Result<std::int64_t> Create(const NewUser& user, const CallOptions& options = {}) const;
  /// PUT /api/admin/users/:id/password; sessions stay.
  [[nodiscard]] Result<void> SetPassword(std::int64_t id, const Secret& password,
                                         const CallOptions& options = {}) const;
  /// PUT /api/admin/users/:id/permissions
  [[nodiscard]] Result<void> SetGrafanaAdmin(std::int64_t id, bool is_admin, const CallOptions& options = {}) const;
  /// POST /api/admin/users/:id/disable; ends the user's sessions.
  [[nodiscard]] Result<void> Disable(std::int64_t id, const CallOptions& options = {}) const;
  /// POST /api/admin/users/:id/enable
  [[nodiscard]] Result<void> Enable(std::int64_t id, const CallOptions& options = {}) const;
  /// DELETE /api/admin/users/:id. Nothing protects the caller or the last admin.
  [[nodiscard]] Result<void> Delete(std::int64_t id, const CallOptions& options = {}) const;
  /// GET /api/admin/users/:id/auth-tokens
  [[nodiscard]] Result<std::vector<Session>> Sessions(std::int64_t id, const CallOptions& options = {}) const;
  /// POST /api/admin/users/:id/revoke-auth-token
  [[nodiscard]] Result<void> RevokeSession(std::int64_t id, std::int64_t session_id,
                                           const CallOptions& options = {}) const;
  /// POST /api/admin/users/:id/logout: ends all sessions; not the caller's own.
  [[nodiscard]] Result<void> LogOut(std::int64_t id, const CallOptions& options = {}) const;
  /// GET /api/admin/users/:id/quotas
  [[nodiscard]] Result<std::vector<Quota>> Quotas(std::int64_t id, const CallOptions& options = {}) const;
  /// PUT /api/admin/users/:id/quotas/:target; -1 is no limit. Grafana may take 0 for no change.
  [[nodiscard]] Result<void> SetQuota(std::int64_t id, const std::string& target, std::int64_t limit,
                                      const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
