#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/list_order.h"
#include "server/storage/result.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

struct Address {
  std::string address1;
  std::string address2;
  std::string city;
  std::string zip_code;
  std::string state;
  std::string country;
};

// Where orgs are looked for: by the beginning of the name, or the whole name.
struct OrgQuery {
  std::string prefix;
  std::string name;
  std::int64_t offset = 0;
  std::int64_t limit = 0;
};

struct OrgRow {
  std::int64_t id = 0;
  std::string name;
  Address address;
};

// A user as member of an org.
struct MemberRow {
  std::int64_t org_id = 0;
  std::int64_t user_id = 0;
  std::string uid;
  std::string email;
  std::string name;
  std::string login;
  std::string role;
  Timestamp last_seen_at;
  Timestamp created;  // the user, not the membership
  bool is_disabled = false;
  std::string auth_module = {};  // see UserRow
};

struct MemberQuery {
  std::int64_t org_id = 0;
  std::string text;  // part of email, name or login
  std::int64_t offset = 0;
  std::int64_t limit = 0;
  ListOrder order;        // of kUserOrders
  bool by_login = false;  // without such an order, rather than by email
};

struct MemberPage {
  std::int64_t total = 0;
  std::vector<MemberRow> rows;  // by email, then login, or the other way round, bytewise, unless another is asked for
};

// Orgs and their members, in `org` and `org_user`. Thread-safe.
class OrgStore {
 public:
  // `leavers_keep_permissions`: on single objects, when they are removed from an org.
  explicit OrgStore(Database& database, bool leavers_keep_permissions = true)
      : database_(database), leavers_keep_permissions_(leavers_keep_permissions) {}

  // kOrgTaken.
  [[nodiscard]] Result<std::int64_t> Insert(const std::string& name, Timestamp now);
  [[nodiscard]] std::optional<OrgRow> Find(std::int64_t id);
  [[nodiscard]] std::optional<OrgRow> FindByName(const std::string& name);
  [[nodiscard]] std::vector<OrgRow> List(const OrgQuery& query);  // by name, bytewise; without addresses
  // kOrgTaken; kOrgNotFound.
  [[nodiscard]] Result<Done> Rename(std::int64_t id, const std::string& name, Timestamp now);
  // Empty texts are not written. An unknown id changes nothing.
  void SetAddress(std::int64_t id, const Address& address, Timestamp now);
  // With what belongs to it (Grafana's list: keys, memberships); kOrgNotFound.
  [[nodiscard]] Result<Done> Erase(std::int64_t id);
  // A new org with the caller as its Admin (user 0 for an API key). kOrgTaken.
  [[nodiscard]] Result<std::int64_t> InsertWithAdmin(const std::string& name, std::int64_t user_id, Timestamp now);

  [[nodiscard]] MemberPage ListMembers(const MemberQuery& query);  // without service accounts
  // kUserNotFound: no such user, or a service account; kAlreadyMember; kOrgNotFound. A user without a valid current org
  // gets this one.
  [[nodiscard]] Result<Done> AddMember(std::int64_t org_id, std::int64_t user_id, const std::string& role,
                                       Timestamp now);
  // kLastAdmin; kNotFound: not a member. Service accounts are members, too.
  [[nodiscard]] Result<Done> SetRole(std::int64_t org_id, std::int64_t user_id, const std::string& role, Timestamp now);

  struct Removal {
    bool user_deleted = false;  // it was his last org
  };
  // kUserNotFound: no such user, or a service account; kLastAdmin. One who was no member is removed with success.
  // A user who has no org left is deleted when `delete_orphan` says so, and loses his current org otherwise.
  [[nodiscard]] Result<Removal> RemoveMember(std::int64_t org_id, std::int64_t user_id, bool delete_orphan);

 private:
  Database& database_;
  bool leavers_keep_permissions_;
};

}  // namespace grafake::server
