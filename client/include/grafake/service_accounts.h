#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grafake/client.h"
#include "grafake/pages.h"

namespace grafake {

// A service account, as far as the answer told; what a release leaves out is empty.
struct ServiceAccount {
  std::int64_t id = 0;
  std::string uid;          // Grafana 10.4 and later
  std::int64_t org_id = 0;  // 0 where Grafana does not say (9.1 to 9.5 on creation)
  std::string name;
  std::string login;
  std::string role;  // "None", "Viewer", "Editor", "Admin"; empty where the answer does not say
  bool is_disabled = false;
  bool is_external = false;
  std::int64_t tokens = 0;
  std::vector<std::string> teams;      // told by 8.5 only
  std::string created_at, updated_at;  // RFC 3339
};

struct NewServiceAccount {
  std::string name;
  std::string role;  // Grafana 9.0 and earlier ignore it; empty: not sent
  bool is_disabled = false;
};

// What shall be otherwise; the rest stays.
struct ServiceAccountChange {
  std::optional<std::string> name;
  std::optional<std::string> role;
  std::optional<bool> is_disabled;
};

// The service accounts of the org. Thread-safe.
class GRAFAKE_EXPORT ServiceAccounts {
 public:
  explicit ServiceAccounts(const Client& client) : transport_(client.transport()) {}

  // GET /api/serviceaccounts/search; pages count from 1. The query is a part of name, login or e-mail.
  [[nodiscard]] Result<Page<ServiceAccount>> Search(const std::string& query, std::int64_t page, std::int64_t per_page,
                                                    const CallOptions& options = {}) const;
  // The same, page after page.
  [[nodiscard]] Pages<ServiceAccount> All(const std::string& query = {}, std::int64_t per_page = 1000,
                                          const CallOptions& options = {}) const;
  // The account of exactly this name, the one made first where several share it; none is no error.
  [[nodiscard]] Result<std::optional<ServiceAccount>> FindByName(const std::string& name,
                                                                 const CallOptions& options = {}) const;
  // POST /api/serviceaccounts
  [[nodiscard]] Result<ServiceAccount> Create(const NewServiceAccount& account, const CallOptions& options = {}) const;
  // GET /api/serviceaccounts/:id
  [[nodiscard]] Result<ServiceAccount> Get(std::int64_t id, const CallOptions& options = {}) const;
  // PATCH /api/serviceaccounts/:id
  [[nodiscard]] Result<ServiceAccount> Update(std::int64_t id, const ServiceAccountChange& change,
                                              const CallOptions& options = {}) const;
  // DELETE /api/serviceaccounts/:id, with its tokens
  [[nodiscard]] Result<void> Delete(std::int64_t id, const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
