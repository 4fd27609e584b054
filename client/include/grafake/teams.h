#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grafake/client.h"
#include "grafake/pages.h"
#include "grafake/preferences.h"

namespace grafake {

/// A team.
struct Team {
  std::int64_t id = 0;            ///< of the team
  std::string uid = {};           ///< told by later releases than 9.3
  std::int64_t org_id = 0;        ///< its org
  std::string name = {};          ///< one of its kind in the org
  std::string email = {};         ///< may be empty
  std::int64_t member_count = 0;  ///< with service accounts
};

/// A user or service account in a team.
struct TeamMember {
  std::int64_t user_id = 0;  ///< the user
  std::string login = {};    ///< of the user
  std::string email = {};    ///< of the user
  std::string name = {};     ///< of the user
  bool is_admin = false;     ///< may change the team
};

/// What a team is to be.
struct NewTeam {
  std::string name = {};   ///< must not be empty
  std::string email = {};  ///< may be empty
};

/// What shall be otherwise; the rest stays.
struct TeamChange {
  std::optional<std::string> name = {};   ///< "" changes nothing
  std::optional<std::string> email = {};  ///< "" clears it
};

/// The teams of the org. Thread-safe.
class GRAFAKE_EXPORT Teams {
 public:
  /// Asks with this client.
  explicit Teams(const Client& client) : transport_(client.transport()) {}

  /// GET /api/teams/search; pages count from 1. The query is a part of the name.
  [[nodiscard]] Result<Page<Team>> Search(const std::string& query, std::int64_t page, std::int64_t per_page,
                                          const CallOptions& options = {}) const;
  /// The same, page after page.
  [[nodiscard]] Pages<Team> All(const std::string& query = {}, std::int64_t per_page = 1000,
                                const CallOptions& options = {}) const;
  /// GET /api/teams/:teamId
  [[nodiscard]] Result<Team> Get(std::int64_t id, const CallOptions& options = {}) const;
  /// POST /api/teams; gives the id. The caller becomes an admin of it, but for API keys and, from 9.3 on, service
  /// accounts.
  [[nodiscard]] Result<std::int64_t> Create(const NewTeam& team, const CallOptions& options = {}) const;
  /// PUT /api/teams/:teamId. Grafana writes the e-mail always, so the team is read first where the change has none.
  [[nodiscard]] Result<void> Update(std::int64_t id, const TeamChange& change, const CallOptions& options = {}) const;
  /// DELETE /api/teams/:teamId
  [[nodiscard]] Result<void> Delete(std::int64_t id, const CallOptions& options = {}) const;
  /// GET /api/teams/:teamId/members; with service accounts in Grafana 8.5 only. An unknown team has none.
  [[nodiscard]] Result<std::vector<TeamMember>> Members(std::int64_t id, const CallOptions& options = {}) const;
  /// POST /api/teams/:teamId/members; as no admin. A member already is kRefused with 400.
  [[nodiscard]] Result<void> AddMember(std::int64_t id, std::int64_t user_id, const CallOptions& options = {}) const;
  /// PUT /api/teams/:teamId/members/:userId
  [[nodiscard]] Result<void> SetAdmin(std::int64_t id, std::int64_t user_id, bool is_admin,
                                      const CallOptions& options = {}) const;
  /// DELETE /api/teams/:teamId/members/:userId
  [[nodiscard]] Result<void> RemoveMember(std::int64_t id, std::int64_t user_id, const CallOptions& options = {}) const;
  /// GET /api/teams/:teamId/preferences; of an unknown team they are empty.
  [[nodiscard]] Result<Preferences> GetPreferences(std::int64_t id, const CallOptions& options = {}) const;
  /// PUT /api/teams/:teamId/preferences: replaces all, also what Preferences does not hold.
  [[nodiscard]] Result<void> SetPreferences(std::int64_t id, const Preferences& preferences,
                                            const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
