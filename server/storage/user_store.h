#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/list_order.h"
#include "server/storage/login_comparison.h"
#include "server/storage/result.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// A row of `user`. Service accounts are rows too; every function says whether it sees them.
struct UserRow {
  std::int64_t id = 0;
  std::string uid;
  std::string login;
  std::string email;
  std::string name;
  std::string theme;
  std::int64_t org_id = 0;  // the current org; 0: none
  bool is_admin = false;    // Grafana Admin
  bool is_disabled = false;
  bool is_service_account = false;
  std::string auth_module = {};  // of the system that let him in last: "authproxy", "jwt"; empty: none has
  Timestamp created;
  Timestamp updated;
  Timestamp last_seen_at;
};

// What is compared at sign-in. Never to be shown.
struct PasswordRow {
  std::int64_t user_id = 0;
  std::string hash;
  std::string salt;
  bool is_disabled = false;
};

struct NewUser {
  std::string uid;  // empty: one made of the id
  std::string login;
  std::string email;
  std::string name;
  std::string password_hash;
  std::string salt;
  std::string rands;
  bool is_admin = false;
  std::int64_t org_id = 0;  // joined with `role`, unless own_org_name says otherwise
  std::string role;
  std::string own_org_name;  // not empty: an org of that name is made, with the user as Admin
  Timestamp now;
};

// A user as member of one org, as every signed-in request needs him.
struct SignedInRow {
  UserRow user;
  std::int64_t org_id = -1;  // -1: not a member of the org that was asked for
  std::string org_name;
  std::string role;                    // empty: not a member
  std::vector<std::int64_t> team_ids;  // of that org
};

// Empty texts are not written, as in Grafana.
struct UserChange {
  std::string login;
  std::string email;
  std::string name;
  std::string theme;
  Timestamp now;
};

// One org of a user.
struct UserOrgRow {
  std::int64_t org_id = 0;
  std::string name;
  std::string role;
};

// What lists of users, and of the members of an org, can be ordered by.
inline constexpr auto kUserOrders = std::to_array<OrderOption>({{"login", "LOWER(u.login)"},
                                                                {"email", "LOWER(u.email)"},
                                                                {"name", "LOWER(u.name)"},
                                                                {"lastSeenAtAge", "u.last_seen_at"}});

struct UserQuery {
  std::string text;  // part of email, name or login
  std::optional<Timestamp> seen_since;
  std::int64_t offset = 0;
  std::int64_t limit = 0;
  ListOrder order;  // of kUserOrders
};

struct UserPage {
  std::int64_t total = 0;
  std::vector<UserRow> rows;  // by login, then email, bytewise, unless another order is asked for
};

// Users in the table `user`. Thread-safe.
class UserStore {
 public:
  // `same`: which logins and emails are the same. Where those of several are, none of them is found.
  // `accounts_by_email`: service accounts are found by FindByEmail, too.
  explicit UserStore(Database& database, LoginComparison same = {}, bool accounts_by_email = true)
      : database_(database), same_(same), accounts_by_email_(accounts_by_email) {}

  [[nodiscard]] bool Empty();  // no user and no service account at all
  // In this order: kOrgNotFound, kOrgTaken, kTaken: login or email in use (service accounts count).
  [[nodiscard]] Result<std::int64_t> Insert(const NewUser& user);
  // Service accounts are not found by id or login, but maybe by email: Grafana's look-ups.
  [[nodiscard]] std::optional<UserRow> Find(std::int64_t id);
  [[nodiscard]] std::optional<UserRow> FindByLogin(const std::string& login);
  [[nodiscard]] std::optional<UserRow> FindByEmail(const std::string& email);
  // By the column "login" or "email", to the letter; `accounts`: service accounts too.
  [[nodiscard]] std::optional<std::int64_t> FindCaller(const std::string& column, const std::string& value,
                                                       bool accounts);
  [[nodiscard]] std::optional<std::int64_t> FindIdByUid(const std::string& uid);  // of a service account too
  [[nodiscard]] std::optional<PasswordRow> FindPassword(std::int64_t id);
  // Of all members of the org, service accounts too, and of all Grafana Admins, in their order.
  [[nodiscard]] std::vector<std::int64_t> IdsIn(std::int64_t org_id);
  // The user or service account in `org_id`, or in the current org when that is not positive.
  [[nodiscard]] std::optional<SignedInRow> FindSignedIn(std::int64_t id, std::int64_t org_id);
  [[nodiscard]] UserPage List(const UserQuery& query);            // without service accounts
  [[nodiscard]] std::vector<UserOrgRow> OrgsOf(std::int64_t id);  // by name; none for service accounts

  // Whether anybody else, a service account too, has that login or email, written in other letters.
  [[nodiscard]] bool HasTwin(const UserRow& user);
  // Whether nobody is found by that login or email because whoever has it has such a twin.
  [[nodiscard]] bool IsOfTwins(const std::string& login_or_email);

  // kTaken: another user or account has the login or email; kTakenButForCase: he writes it in other letters. An unknown
  // id, or a service account's, changes nothing.
  [[nodiscard]] Result<Done> Update(std::int64_t id, const UserChange& change);
  // kUserNotFound: no user of that id; service accounts are none.
  [[nodiscard]] Result<Done> SetPassword(std::int64_t id, const std::string& hash, const std::string& salt,
                                         Timestamp now);
  [[nodiscard]] Result<Done> SetDisabled(std::int64_t id, bool disabled, Timestamp now);
  // kLastAdmin: no Grafana Admin would be left.
  [[nodiscard]] Result<Done> SetAdmin(std::int64_t id, bool admin, Timestamp now);
  // kNotFound: not a member of that org.
  [[nodiscard]] Result<Done> SetCurrentOrg(std::int64_t id, std::int64_t org_id);
  // With everything that is his alone; kUserNotFound.
  [[nodiscard]] Result<Done> Erase(std::int64_t id);
  // Adds the bits; returns all of them.
  [[nodiscard]] std::int64_t AddHelpFlags(std::int64_t id, std::int64_t flags);
  void ClearHelpFlags(std::int64_t id);
  // Waits for nobody; `lost` is called, maybe by another thread, when it cannot be written.
  void TouchLastSeen(std::int64_t id, Timestamp now, std::function<void()> lost);

 private:
  [[nodiscard]] std::optional<UserRow> FindOnly(const std::string& column, const std::string& value,
                                                const std::string& also);

  Database& database_;
  LoginComparison same_;
  bool accounts_by_email_;
};

}  // namespace grafake::server
