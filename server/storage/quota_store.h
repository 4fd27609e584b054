#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/storage/database.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// Whose limit: of an org or of a user, the other is 0.
struct QuotaOwner {
  std::int64_t org_id = 0;
  std::int64_t user_id = 0;
};

// Limits that differ from the configured ones, and how much of what is limited there is. Thread-safe.
class QuotaStore {
 public:
  // `accounts_count`: service accounts are among the users and members.
  explicit QuotaStore(Database& database, bool accounts_count = true)
      : database_(database), accounts_count_(accounts_count) {}

  [[nodiscard]] std::optional<std::int64_t> FindLimit(const QuotaOwner& owner, const std::string& target);
  // A limit of 0 is stored only where there was none before: Grafana's update skips zeros.
  void SetLimit(const QuotaOwner& owner, const std::string& target, std::int64_t limit, Timestamp now);

  // Rows of the table `target` ("org_user", "api_key", "user", "org", "data_source"), of the owner or of all. What
  // grafake has no table for is 0.
  [[nodiscard]] std::int64_t Used(const QuotaOwner& owner, const std::string& target);

 private:
  Database& database_;
  bool accounts_count_;
};

}  // namespace grafake::server
