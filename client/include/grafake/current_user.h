#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grafake/client.h"
#include "grafake/preferences.h"
#include "grafake/quotas.h"
#include "grafake/sessions.h"
#include "grafake/teams.h"
#include "grafake/users.h"

namespace grafake {

/// What shall be otherwise about oneself; the rest stays. Empty texts change nothing.
struct ProfileChange {
  std::optional<std::string> login = {};  ///< must be free
  std::optional<std::string> email = {};  ///< must be free
  std::optional<std::string> name = {};   ///< shown to people
  std::optional<std::string> theme = {};  ///< "dark", "light"
};

/// Who calls. Made for users: service accounts and API keys have no orgs, sessions or password, and what they get
/// instead stands at each call. What the caller may do is in Permissions. Thread-safe.
class GRAFAKE_EXPORT CurrentUser {
 public:
  /// Asks with this client.
  explicit CurrentUser(const Client& client) : transport_(client.transport()) {}

  /// GET /api/user: who am I. A service account is kRefused with 404 up to Grafana 10, and has id 0 later.
  [[nodiscard]] Result<User> Get(const CallOptions& options = {}) const;
  /// PUT /api/user. Grafana makes the e-mail the login where a request has none, so the user is read first where the
  /// change has no login. No effect on service accounts.
  [[nodiscard]] Result<void> Update(const ProfileChange& change, const CallOptions& options = {}) const;
  /// PUT /api/user/password; 5 bytes at least. Sessions stay.
  [[nodiscard]] Result<void> ChangePassword(const Secret& old_password, const Secret& new_password,
                                            const CallOptions& options = {}) const;
  /// GET /api/user/orgs, by name; none for service accounts.
  [[nodiscard]] Result<std::vector<UserOrg>> Orgs(const CallOptions& options = {}) const;
  /// POST /api/user/using/:id: makes it the caller's current org for calls that name none.
  [[nodiscard]] Result<void> SwitchOrg(std::int64_t org_id, const CallOptions& options = {}) const;
  /// GET /api/user/teams: in the current org.
  [[nodiscard]] Result<std::vector<Team>> Teams(const CallOptions& options = {}) const;
  /// GET /api/user/preferences; an API key gets the org's.
  [[nodiscard]] Result<Preferences> GetPreferences(const CallOptions& options = {}) const;
  /// PUT /api/user/preferences: replaces all, also what Preferences does not hold. An API key replaces the org's.
  [[nodiscard]] Result<void> SetPreferences(const Preferences& preferences, const CallOptions& options = {}) const;
  /// PATCH /api/user/preferences; an API key changes the org's.
  [[nodiscard]] Result<void> ChangePreferences(const PreferencesChange& change, const CallOptions& options = {}) const;
  /// GET /api/user/auth-tokens; kRefused with 404 for service accounts.
  [[nodiscard]] Result<std::vector<Session>> Sessions(const CallOptions& options = {}) const;
  /// POST /api/user/revoke-auth-token; not the session of this call.
  [[nodiscard]] Result<void> RevokeSession(std::int64_t session_id, const CallOptions& options = {}) const;
  /// GET /api/user/quotas; up to Grafana 9.3 always kRefused, by a mistake of Grafana's.
  [[nodiscard]] Result<std::vector<Quota>> Quotas(const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
