#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/domain/accounts.h"
#include "server/domain/clock.h"
#include "server/domain/passwords.h"
#include "server/releases/user_rules.h"
#include "server/storage/result.h"
#include "server/storage/user_store.h"

namespace grafake::server {

struct UserDraft {
  std::string login;  // empty: the email
  std::string email;  // empty: the login
  std::string name;
  std::string password;
  std::int64_t org_id = 0;        // 0: where new users go
  std::string role = {};          // in that org, and in no org of his own; empty: as new users have it
  std::string own_org_name = {};  // where each has one; empty: the email
  bool unchecked = false;         // login and email stay as they are, and any password will do
};

struct UserEdit {
  std::string login;  // empty: the email
  std::string email;
  std::string name;
  std::string theme;
};

struct UserSearch {
  std::string text;
  bool only_active = false;  // seen in the last 30 days
  ListOrder order;           // of kUserOrders
  std::int64_t page = 1;     // from 1
  std::int64_t per_page = 1000;
};

// Users, by Grafana's rules; service accounts are not among them. Thread-safe; each call is one transaction.
class Users {
 public:
  Users(UserStore& store, Passwords& passwords, Clock clock, MemberSettings settings,
        UserLookup lookup = UserLookup::kLoginFirst, UserChangeRules rules = {})
      : store_(store),
        passwords_(passwords),
        clock_(std::move(clock)),
        settings_(settings),
        lookup_(lookup),
        rules_(rules) {}

  // kUserNotFound.
  [[nodiscard]] Result<UserRow> Get(std::int64_t id);
  // The same; kTakenButForCase: where case does not count, somebody else has his login or email too.
  [[nodiscard]] Result<UserRow> GetUnmistakable(std::int64_t id);
  // Of a service account too.
  [[nodiscard]] std::optional<std::int64_t> FindIdByUid(const std::string& uid) { return store_.FindIdByUid(uid); }
  [[nodiscard]] Result<UserRow> LookUp(const std::string& login_or_email);
  [[nodiscard]] UserPage Search(const UserSearch& search);
  [[nodiscard]] std::vector<UserOrgRow> OrgsOf(std::int64_t id);

  // kInvalid: neither login nor email; kTooShort, kTooWeak; kOrgNotFound: the org that was named; kStorage: another
  // org; kTaken. Of one who is unchecked only the last two.
  [[nodiscard]] Result<std::int64_t> Create(const UserDraft& draft);
  // kInvalid: neither login nor email; kTaken, kTakenButForCase. An unknown id is kUserNotFound, or a success that
  // changes nothing: by the rules.
  [[nodiscard]] Result<Done> Update(std::int64_t id, const UserEdit& edit);
  // kUserNotFound. Id 0, which Grafana answers the same by wiping the settings of all orgs, is a success that changes
  // nothing.
  [[nodiscard]] Result<Done> Delete(std::int64_t id);

  // kTooShort, kTooWeak, kUserNotFound.
  [[nodiscard]] Result<Done> SetPassword(std::int64_t id, const std::string& password);
  // kUserNotFound, kWrongPassword, kTooShort, kTooWeak.
  [[nodiscard]] Result<Done> ChangePassword(std::int64_t id, const std::string& old, const std::string& fresh);
  // kLastAdmin. An unknown id as with Update.
  [[nodiscard]] Result<Done> SetAdmin(std::int64_t id, bool admin);
  // kUserNotFound; kExternal: another system has let him in. Who is disabled loses his sessions.
  [[nodiscard]] Result<Done> SetDisabled(std::int64_t id, bool disabled);
  // kNotFound: not a member of that org.
  [[nodiscard]] Result<Done> SetCurrentOrg(std::int64_t id, std::int64_t org_id);
  // Adds the bits to the flags of help pages that were read; returns all of them.
  [[nodiscard]] std::int64_t AddHelpFlags(std::int64_t id, std::int64_t flags);
  void ClearHelpFlags(std::int64_t id);

 private:
  [[nodiscard]] Result<NewUser> Draft(const UserDraft& draft) const;
  // Whether such a password may be taken.
  [[nodiscard]] Result<Done> Allow(const std::string& password, std::size_t shortest) const;
  // Whether a user of that id may be changed, as far as the rules ask for one.
  [[nodiscard]] Result<Done> MayChange(std::int64_t id);
  [[nodiscard]] Result<Done> StorePassword(std::int64_t id, const std::string& password);
  [[nodiscard]] Timestamp Now() const { return ToTimestamp(clock_()); }

  UserStore& store_;
  Passwords& passwords_;
  Clock clock_;
  MemberSettings settings_;
  UserLookup lookup_;
  UserChangeRules rules_;
};

}  // namespace grafake::server
