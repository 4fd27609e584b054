#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grafake/client.h"
#include "grafake/orgs.h"
#include "grafake/pages.h"
#include "grafake/preferences.h"
#include "grafake/quotas.h"

namespace grafake {

/// A member as people pick one.
struct MemberChoice {
  std::int64_t user_id = 0;  ///< the user
  std::string login = {};    ///< of the user
};

/// The org of the call: the token's, that of the options, or the user's current one. Thread-safe.
class GRAFAKE_EXPORT CurrentOrg {
 public:
  /// Asks with this client.
  explicit CurrentOrg(const Client& client) : transport_(client.transport()) {}

  /// GET /api/org
  [[nodiscard]] Result<Organization> Get(const CallOptions& options = {}) const;
  /// PUT /api/org
  [[nodiscard]] Result<void> Rename(const std::string& name, const CallOptions& options = {}) const;
  /// PUT /api/org/address; empty members stay as they were.
  [[nodiscard]] Result<void> SetAddress(const OrgAddress& address, const CallOptions& options = {}) const;
  /// GET /api/org/users; without service accounts.
  [[nodiscard]] Result<std::vector<OrgMember>> Members(const CallOptions& options = {}) const;
  /// GET /api/org/users/search, page after page. The query is a part of name, login or e-mail.
  [[nodiscard]] Pages<OrgMember> SearchMembers(const std::string& query = {}, std::int64_t per_page = 1000,
                                               const CallOptions& options = {}) const;
  /// GET /api/org/users/lookup: for callers who may give permissions to members but not read them. A limit of 0 is
  /// none.
  [[nodiscard]] Result<std::vector<MemberChoice>> LookUpMembers(const std::string& query = {}, std::int64_t limit = 0,
                                                                const CallOptions& options = {}) const;
  /// POST /api/org/users. A member already is kRefused with 409.
  [[nodiscard]] Result<void> AddMember(const std::string& login_or_email, const std::string& role,
                                       const CallOptions& options = {}) const;
  /// PATCH /api/org/users/:userId
  [[nodiscard]] Result<void> SetRole(std::int64_t user_id, const std::string& role,
                                     const CallOptions& options = {}) const;
  /// DELETE /api/org/users/:userId; deletes a user who is in no other org.
  [[nodiscard]] Result<void> RemoveMember(std::int64_t user_id, const CallOptions& options = {}) const;
  /// GET /api/org/preferences
  [[nodiscard]] Result<Preferences> GetPreferences(const CallOptions& options = {}) const;
  /// PUT /api/org/preferences: replaces all, also what Preferences does not hold.
  [[nodiscard]] Result<void> SetPreferences(const Preferences& preferences, const CallOptions& options = {}) const;
  /// PATCH /api/org/preferences
  [[nodiscard]] Result<void> ChangePreferences(const PreferencesChange& change, const CallOptions& options = {}) const;
  /// GET /api/org/quotas, in no order
  [[nodiscard]] Result<std::vector<Quota>> Quotas(const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
