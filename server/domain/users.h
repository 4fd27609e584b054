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
  std::int64_t org_id = 0;  // 0: where new users go
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
  std::int64_t page = 1;     // from 1
  std::int64_t per_page = 1000;
};

// Of a password that users choose themselves, or that the command line sets.
inline constexpr std::size_t kShortestOwnPassword = 5;

// Users, by Grafana's rules; service accounts are not among them. Thread-safe; each call is one transaction.
class Users {
 public:
  Users(UserStore& store, Passwords& passwords, Clock clock, MemberSettings settings,
        UserLookup lookup = UserLookup::kLoginFirst)
      : store_(store), passwords_(passwords), clock_(std::move(clock)), settings_(settings), lookup_(lookup) {}

  // kUserNotFound.
  [[nodiscard]] Result<UserRow> Get(std::int64_t id);
  // Of a service account too.
  [[nodiscard]] std::optional<std::int64_t> FindIdByUid(const std::string& uid) { return store_.FindIdByUid(uid); }
  [[nodiscard]] Result<UserRow> LookUp(const std::string& login_or_email);
  [[nodiscard]] UserPage Search(const UserSearch& search);
  [[nodiscard]] std::vector<UserOrgRow> OrgsOf(std::int64_t id);

  // kInvalid: neither login nor email; kTooShort; kOrgNotFound: the org that was named; kStorage: another org;
  // kTaken.
  [[nodiscard]] Result<std::int64_t> Create(const UserDraft& draft);
  // kInvalid: neither login nor email; kTaken. An unknown id is a success that changes nothing.
  [[nodiscard]] Result<Done> Update(std::int64_t id, const UserEdit& edit);
  // kUserNotFound. Id 0, which Grafana answers the same by wiping the settings of all orgs, is a success that changes
  // nothing.
  [[nodiscard]] Result<Done> Delete(std::int64_t id);

  // kTooShort, kUserNotFound.
  [[nodiscard]] Result<Done> SetPassword(std::int64_t id, const std::string& password);
  // kUserNotFound, kWrongPassword, kTooShort.
  [[nodiscard]] Result<Done> ChangePassword(std::int64_t id, const std::string& old, const std::string& fresh);
  // kLastAdmin. An unknown id is a success that changes nothing.
  [[nodiscard]] Result<Done> SetAdmin(std::int64_t id, bool admin);
  // kUserNotFound. Who is disabled loses his sessions.
  [[nodiscard]] Result<Done> SetDisabled(std::int64_t id, bool disabled);
  // kNotFound: not a member of that org.
  [[nodiscard]] Result<Done> SetCurrentOrg(std::int64_t id, std::int64_t org_id);
  // Adds the bits to the flags of help pages that were read; returns all of them.
  [[nodiscard]] std::int64_t AddHelpFlags(std::int64_t id, std::int64_t flags);
  void ClearHelpFlags(std::int64_t id);

 private:
  [[nodiscard]] Result<NewUser> Draft(const UserDraft& draft) const;
  [[nodiscard]] Result<Done> StorePassword(std::int64_t id, const std::string& password);
  [[nodiscard]] Timestamp Now() const { return ToTimestamp(clock_()); }

  UserStore& store_;
  Passwords& passwords_;
  Clock clock_;
  MemberSettings settings_;
  UserLookup lookup_;
};

}  // namespace grafake::server
