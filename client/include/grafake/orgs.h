#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grafake/client.h"

namespace grafake {

struct Organization {
  std::int64_t id = 0;
  std::string name;
};

struct OrgMember {
  std::int64_t user_id = 0;
  std::string login;
  std::string email;
  std::string name;
  std::string role;
};

// Organisations and who belongs to them. Thread-safe.
class GRAFAKE_EXPORT Orgs {
 public:
  explicit Orgs(const Client& client) : transport_(client.transport()) {}

  // GET /api/org: the org of the caller
  [[nodiscard]] Result<Organization> Current(const CallOptions& options = {}) const;
  // GET /api/orgs, 1000 at most
  [[nodiscard]] Result<std::vector<Organization>> List(const CallOptions& options = {}) const;
  // GET /api/orgs/:orgId
  [[nodiscard]] Result<Organization> Get(std::int64_t id, const CallOptions& options = {}) const;
  // GET /api/orgs/name/:name
  [[nodiscard]] Result<Organization> GetByName(const std::string& name, const CallOptions& options = {}) const;
  // POST /api/orgs; gives the id.
  [[nodiscard]] Result<std::int64_t> Create(const std::string& name, const CallOptions& options = {}) const;
  // PUT /api/orgs/:orgId
  [[nodiscard]] Result<void> Rename(std::int64_t id, const std::string& name, const CallOptions& options = {}) const;
  // DELETE /api/orgs/:orgId
  [[nodiscard]] Result<void> Delete(std::int64_t id, const CallOptions& options = {}) const;
  // GET /api/orgs/:orgId/users
  [[nodiscard]] Result<std::vector<OrgMember>> Members(std::int64_t id, const CallOptions& options = {}) const;
  // POST /api/orgs/:orgId/users
  [[nodiscard]] Result<void> AddMember(std::int64_t id, const std::string& login_or_email, const std::string& role,
                                       const CallOptions& options = {}) const;
  // PATCH /api/orgs/:orgId/users/:userId
  [[nodiscard]] Result<void> SetRole(std::int64_t id, std::int64_t user_id, const std::string& role,
                                     const CallOptions& options = {}) const;
  // DELETE /api/orgs/:orgId/users/:userId
  [[nodiscard]] Result<void> RemoveMember(std::int64_t id, std::int64_t user_id, const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
