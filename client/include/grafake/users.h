#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grafake/client.h"
#include "grafake/pages.h"

namespace grafake {

struct User {
  std::int64_t id = 0;
  std::string uid;  // Grafana 10.4 and later
  std::string login;
  std::string email;
  std::string name;
  std::int64_t org_id = 0;  // the current org; lists do not tell it
  bool is_grafana_admin = false;
  bool is_disabled = false;
};

struct NewUser {
  std::string login;  // empty: the e-mail
  std::string email;
  std::string name;
  Secret password;
  std::int64_t org_id = 0;  // 0: as the server is set up
};

// Empty fields keep the value, but an empty login becomes the e-mail.
struct UserChange {
  std::string login;
  std::string email;
  std::string name;
};

struct UserOrg {
  std::int64_t org_id = 0;
  std::string name;
  std::string role;
};

// All users of the Grafana; most calls need a Grafana admin. Thread-safe.
class GRAFAKE_EXPORT Users {
 public:
  explicit Users(const Client& client) : transport_(client.transport()) {}

  // GET /api/user: who am I. A service account is kRefused with 404 up to Grafana 10, and has id 0 later.
  [[nodiscard]] Result<User> WhoAmI(const CallOptions& options = {}) const;
  // GET /api/user/orgs
  [[nodiscard]] Result<std::vector<UserOrg>> MyOrgs(const CallOptions& options = {}) const;
  // GET /api/users/search; pages count from 1.
  [[nodiscard]] Result<Page<User>> Search(const std::string& query, std::int64_t page, std::int64_t per_page,
                                          const CallOptions& options = {}) const;
  // The same, page after page.
  [[nodiscard]] Pages<User> All(const std::string& query = {}, std::int64_t per_page = 1000,
                                const CallOptions& options = {}) const;
  // GET /api/users/:id
  [[nodiscard]] Result<User> Get(std::int64_t id, const CallOptions& options = {}) const;
  // GET /api/users/lookup
  [[nodiscard]] Result<User> Lookup(const std::string& login_or_email, const CallOptions& options = {}) const;
  // GET /api/users/:id/orgs
  [[nodiscard]] Result<std::vector<UserOrg>> OrgsOf(std::int64_t id, const CallOptions& options = {}) const;
  // PUT /api/users/:id
  [[nodiscard]] Result<void> Update(std::int64_t id, const UserChange& change, const CallOptions& options = {}) const;
  // POST /api/admin/users; gives the id.
  [[nodiscard]] Result<std::int64_t> Create(const NewUser& user, const CallOptions& options = {}) const;
  // PUT /api/admin/users/:id/password
  [[nodiscard]] Result<void> SetPassword(std::int64_t id, const Secret& password,
                                         const CallOptions& options = {}) const;
  // PUT /api/admin/users/:id/permissions
  [[nodiscard]] Result<void> SetGrafanaAdmin(std::int64_t id, bool is_admin, const CallOptions& options = {}) const;
  // POST /api/admin/users/:id/disable
  [[nodiscard]] Result<void> Disable(std::int64_t id, const CallOptions& options = {}) const;
  // POST /api/admin/users/:id/enable
  [[nodiscard]] Result<void> Enable(std::int64_t id, const CallOptions& options = {}) const;
  // DELETE /api/admin/users/:id
  [[nodiscard]] Result<void> Delete(std::int64_t id, const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
