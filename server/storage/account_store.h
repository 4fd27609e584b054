#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/login_comparison.h"
#include "server/storage/result.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// A service account as a member of one org. It is a row of `user` with a flag, its role a row of `org_user`.
struct AccountRow {
  std::int64_t id = 0;
  std::string uid;
  std::string name;
  std::string login;
  std::int64_t org_id = 0;
  bool is_disabled = false;
  std::string role;
  Timestamp created;
  Timestamp updated;
  std::int64_t tokens = 0;  // expired ones included
};

struct NewAccount {
  std::string uid;  // empty: one made of the id
  std::string name;
  std::string login;  // also its email, as Grafana has it
  std::int64_t org_id = 0;
  std::string role;
  bool is_disabled = false;
  bool own_org = false;                        // [users] auto_assign_org = false: an org of its own, named by its login
  std::optional<std::int64_t> of_key;          // an API key that becomes its token
  std::int64_t manager = 0;                    // a user who may do with it …
  std::span<const std::string_view> managing;  // … these
  Timestamp now;
};

struct AccountChange {
  std::optional<std::string> name;  // an empty one is not written
  std::optional<std::string> role;
  std::optional<bool> is_disabled;
  Timestamp now;
};

struct AccountQuery {
  std::int64_t org_id = 0;
  std::string text;                              // part of name, login or email; '%' and '_' are wildcards
  std::optional<std::vector<std::int64_t>> ids;  // only these; none: all
  bool only_disabled = false;
  std::string login_begins;                    // only those with such a login; empty: all
  std::optional<std::int64_t> expired_before;  // only accounts with a token that expired before this Unix second
  std::int64_t offset = 0;
  std::int64_t limit = 0;
};

struct AccountPage {
  std::int64_t total = 0;
  std::vector<AccountRow> rows;  // by email, then login, bytewise
};

// Service accounts in the tables `user` and `org_user`. Thread-safe.
class AccountStore {
 public:
  // `same`: which logins and emails are the same.
  // `permissions_end`: with an account goes what anybody may do with it.
  explicit AccountStore(Database& database, LoginComparison same = {}, bool permissions_end = false)
      : database_(database), same_(same), permissions_end_(permissions_end) {}

  // kOrgNotFound, kOrgTaken (own_org), kTaken: some user or account anywhere has that login or email.
  [[nodiscard]] Result<AccountRow> Insert(const NewAccount& account);
  [[nodiscard]] std::optional<AccountRow> Find(std::int64_t org_id, std::int64_t id);
  [[nodiscard]] std::optional<std::int64_t> FindIdByUid(std::int64_t org_id, const std::string& uid);
  [[nodiscard]] bool Exists(std::int64_t org_id, std::int64_t id);
  [[nodiscard]] std::vector<std::string> TeamNames(std::int64_t org_id, std::int64_t id);  // sorted
  [[nodiscard]] AccountPage List(const AccountQuery& query);
  // kNotFound. The row as it was before, so that the caller can show the old time of change as Grafana does.
  [[nodiscard]] Result<AccountRow> Update(std::int64_t org_id, std::int64_t id, const AccountChange& change);
  // Removes the account with its tokens, memberships and settings. kNotFound also when `org_id` is not its home org.
  [[nodiscard]] Result<Done> Erase(std::int64_t org_id, std::int64_t id);
  // The same for one whose only token is `key_id`, which becomes an API key without an account, whatever its org.
  // kNotFound: no such token of such an account, or it has more.
  [[nodiscard]] Result<Done> EraseButKey(std::int64_t id, std::int64_t key_id);

 private:
  Database& database_;
  LoginComparison same_;
  bool permissions_end_;
};

}  // namespace grafake::server
