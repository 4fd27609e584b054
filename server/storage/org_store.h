#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.h"
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

struct OrgRow {
  std::int64_t id = 0;
  std::string name;
  Address address;
};

// A user as member of an org.
struct MemberRow {
  std::int64_t org_id = 0;
  std::int64_t user_id = 0;
  std::string email;
  std::string name;
  std::string login;
  std::string role;
  Timestamp last_seen_at;
};

struct MemberQuery {
  std::int64_t org_id = 0;
  std::string text;  // part of email, name or login
  std::int64_t offset = 0;
  std::int64_t limit = 0;
};

struct MemberPage {
  std::int64_t total = 0;
  std::vector<MemberRow> rows;  // by email, then login, bytewise
};

// Orgs and their members, in `org` and `org_user`. Thread-safe.
class OrgStore {
 public:
  explicit OrgStore(Database& database) : database_(database) {}

  // kOrgTaken.
  [[nodiscard]] Result<std::int64_t> Insert(const std::string& name, Timestamp now);
  [[nodiscard]] std::optional<OrgRow> Find(std::int64_t id);
  [[nodiscard]] std::optional<OrgRow> FindByName(const std::string& name);
  [[nodiscard]] MemberPage ListMembers(const MemberQuery& query);  // without service accounts

 private:
  Database& database_;
};

}  // namespace grafake::server
