#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grafake/client.h"
#include "grafake/pages.h"

namespace grafake {

/// A service account, as far as the answer told; what a release leaves out is empty.
struct ServiceAccount {
  std::int64_t id = 0;                  ///< shared with users
  std::string uid = {};                 ///< Grafana 11.5 and later
  std::int64_t org_id = 0;              ///< 0 where Grafana does not say (9.1 to 9.5 on creation)
  std::string name = {};                ///< shown to people; several may share it after renaming
  std::string login = {};               ///< made from the first name; no other user or account of the server has it
  std::string role = {};                ///< "None", "Viewer", "Editor", "Admin"; empty where the answer does not say
  bool is_disabled = false;             ///< its tokens are refused
  bool is_external = false;             ///< managed by Grafana for a plugin; Grafana 10.3 and later
  std::int64_t tokens = 0;              ///< how many; of a single account from Grafana 9.1 on
  std::vector<std::string> teams = {};  ///< told by 8.5 only
  std::string created_at = {};          ///< RFC 3339; told of a single account
  std::string updated_at = {};          ///< RFC 3339; Update gives the time before the update
};

/// What a service account is to be.
struct NewServiceAccount {
  std::string name = {};     ///< must not be empty
  std::string role = {};     ///< "None" (10.1 and later), "Viewer", "Editor", "Admin"; empty: as the server is set up
  bool is_disabled = false;  ///< true: its tokens are refused until it is enabled
};

/// What shall be otherwise; the rest stays.
struct ServiceAccountChange {
  std::optional<std::string> name = {};  ///< "" changes nothing
  std::optional<std::string> role = {};  ///< as on creation
  std::optional<bool> is_disabled = {};  ///< as on creation
};

/// The service accounts of the org. Grafana 8.5 and 9.0 have them with the feature toggle `serviceAccounts` only;
/// without it all is kRefused with 404. Thread-safe.
class GRAFAKE_EXPORT ServiceAccounts {
 public:
  /// Asks with this client.
  explicit ServiceAccounts(const Client& client) : transport_(client.transport()) {}

  /// GET /api/serviceaccounts/search; pages count from 1. The query is a part of name, login or e-mail, % and _
  /// standing for anything.
  [[nodiscard]] Result<Page<ServiceAccount>> Search(const std::string& query, std::int64_t page, std::int64_t per_page,
                                                    const CallOptions& options = {}) const;
  /// The same, page after page, by login.
  [[nodiscard]] Pages<ServiceAccount> All(const std::string& query = {}, std::int64_t per_page = 1000,
                                          const CallOptions& options = {}) const;
  /// The account of exactly this name, the one made first where several share it; none is no error.
  [[nodiscard]] Result<std::optional<ServiceAccount>> FindByName(const std::string& name,
                                                                 const CallOptions& options = {}) const;
  /// POST /api/serviceaccounts. A name that is taken is kRefused with 400. Grafana 8.5 and 9.0 ignore role and
  /// is_disabled here, so an update follows; if that fails, the account is deleted.
  [[nodiscard]] Result<ServiceAccount> Create(const NewServiceAccount& account, const CallOptions& options = {}) const;
  /// GET /api/serviceaccounts/:id
  [[nodiscard]] Result<ServiceAccount> Get(std::int64_t id, const CallOptions& options = {}) const;
  /// PATCH /api/serviceaccounts/:id
  [[nodiscard]] Result<ServiceAccount> Update(std::int64_t id, const ServiceAccountChange& change,
                                              const CallOptions& options = {}) const;
  /// DELETE /api/serviceaccounts/:id, with its tokens. An unknown one is kRefused: 404 from Grafana 12.1 on, before
  /// 500.
  [[nodiscard]] Result<void> Delete(std::int64_t id, const CallOptions& options = {}) const;

 private:
  [[nodiscard]] Result<ServiceAccount> Complete(const NewServiceAccount& wanted, std::int64_t id,
                                                const CallOptions& options) const;

  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
