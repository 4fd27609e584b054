#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grafake/client.h"
#include "grafake/pages.h"

namespace grafake {

struct Team {
  std::int64_t id = 0;
  std::string uid;  // later releases
  std::int64_t org_id = 0;
  std::string name;
  std::string email;
  std::int64_t member_count = 0;
};

struct TeamMember {
  std::int64_t user_id = 0;
  std::string login;
  std::string email;
  std::string name;
  bool is_admin = false;
};

// An empty name keeps the name; the e-mail is always written.
struct TeamProperties {
  std::string name;
  std::string email;
};

// The teams of the org. Thread-safe.
class GRAFAKE_EXPORT Teams {
 public:
  explicit Teams(const Client& client) : transport_(client.transport()) {}

  // GET /api/teams/search; pages count from 1.
  [[nodiscard]] Result<Page<Team>> Search(const std::string& query, std::int64_t page, std::int64_t per_page,
                                          const CallOptions& options = {}) const;
  // The same, page after page.
  [[nodiscard]] Pages<Team> All(const std::string& query = {}, std::int64_t per_page = 1000,
                                const CallOptions& options = {}) const;
  // GET /api/teams/:teamId
  [[nodiscard]] Result<Team> Get(std::int64_t id, const CallOptions& options = {}) const;
  // POST /api/teams; gives the id.
  [[nodiscard]] Result<std::int64_t> Create(const TeamProperties& team, const CallOptions& options = {}) const;
  // PUT /api/teams/:teamId
  [[nodiscard]] Result<void> Update(std::int64_t id, const TeamProperties& team, const CallOptions& options = {}) const;
  // DELETE /api/teams/:teamId
  [[nodiscard]] Result<void> Delete(std::int64_t id, const CallOptions& options = {}) const;
  // GET /api/teams/:teamId/members
  [[nodiscard]] Result<std::vector<TeamMember>> Members(std::int64_t id, const CallOptions& options = {}) const;
  // POST /api/teams/:teamId/members
  [[nodiscard]] Result<void> AddMember(std::int64_t id, std::int64_t user_id, const CallOptions& options = {}) const;
  // DELETE /api/teams/:teamId/members/:userId
  [[nodiscard]] Result<void> RemoveMember(std::int64_t id, std::int64_t user_id, const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
