#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grafake/client.h"
#include "grafake/pages.h"
#include "grafake/quotas.h"

namespace grafake {

/// Where an org is.
struct OrgAddress {
  std::string address1 = {};  ///< first line
  std::string address2 = {};  ///< second line
  std::string city = {};      ///< town
  std::string zip_code = {};  ///< post code
  std::string state = {};     ///< part of the country
  std::string country = {};   ///< country
};

/// An org.
struct Organization {
  std::int64_t id = 0;      ///< for X-Grafana-Org-Id
  std::string name = {};    ///< no other org has it
  OrgAddress address = {};  ///< empty in lists
};

/// A user as a member of an org.
struct OrgMember {
  std::int64_t user_id = 0;       ///< the user
  std::string login = {};         ///< of the user
  std::string email = {};         ///< of the user
  std::string name = {};          ///< of the user
  std::string role = {};          ///< in this org: "None", "Viewer", "Editor", "Admin"
  std::string last_seen_at = {};  ///< RFC 3339
  bool is_disabled = false;       ///< told by Grafana 9.3 and later
};

/// All orgs of the Grafana; most calls need a Grafana admin, so no token may make them. What concerns the caller's own
/// org is in CurrentOrg. Thread-safe.
class GRAFAKE_EXPORT Orgs {
 public:
  /// Asks with this client.
  explicit Orgs(const Client& client) : transport_(client.transport()) {}

  /// GET /api/orgs: those whose name begins with the query, by name, page after page.
  [[nodiscard]] Pages<Organization> All(const std::string& query = {}, std::int64_t per_page = 1000,
                                        const CallOptions& options = {}) const;
  /// GET /api/orgs/:orgId
  [[nodiscard]] Result<Organization> Get(std::int64_t id, const CallOptions& options = {}) const;
  /// GET /api/orgs/name/:name
  [[nodiscard]] Result<Organization> GetByName(const std::string& name, const CallOptions& options = {}) const;
  /// POST /api/orgs; gives the id. The caller becomes an admin of it.
  [[nodiscard]] Result<std::int64_t> Create(const std::string& name, const CallOptions& options = {}) const;
  /// PUT /api/orgs/:orgId
  [[nodiscard]] Result<void> Rename(std::int64_t id, const std::string& name, const CallOptions& options = {}) const;
  /// PUT /api/orgs/:orgId/address; empty members stay as they were.
  [[nodiscard]] Result<void> SetAddress(std::int64_t id, const OrgAddress& address,
                                        const CallOptions& options = {}) const;
  /// DELETE /api/orgs/:orgId; not the one the caller is in.
  [[nodiscard]] Result<void> Delete(std::int64_t id, const CallOptions& options = {}) const;
  /// GET /api/orgs/:orgId/users; without service accounts.
  [[nodiscard]] Result<std::vector<OrgMember>> Members(std::int64_t id, const CallOptions& options = {}) const;
  /// POST /api/orgs/:orgId/users. A member already is kRefused with 409.
  [[nodiscard]] Result<void> AddMember(std::int64_t id, const std::string& login_or_email, const std::string& role,
                                       const CallOptions& options = {}) const;
  /// PATCH /api/orgs/:orgId/users/:userId
  [[nodiscard]] Result<void> SetRole(std::int64_t id, std::int64_t user_id, const std::string& role,
                                     const CallOptions& options = {}) const;
  /// DELETE /api/orgs/:orgId/users/:userId
  [[nodiscard]] Result<void> RemoveMember(std::int64_t id, std::int64_t user_id, const CallOptions& options = {}) const;
  /// GET /api/orgs/:orgId/quotas, in no order
  [[nodiscard]] Result<std::vector<Quota>> Quotas(std::int64_t id, const CallOptions& options = {}) const;
  /// PUT /api/orgs/:orgId/quotas/:target; -1 is no limit. Grafana may take 0 for no change.
  [[nodiscard]] Result<void> SetQuota(std::int64_t id, const std::string& target, std::int64_t limit,
                                      const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
