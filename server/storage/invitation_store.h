#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// What has become of somebody who was invited, or has begun to sign up: as Grafana writes it.
namespace invitation_status {
inline constexpr const char* kPending = "InvitePending";
inline constexpr const char* kSignUp = "SignUpStarted";
inline constexpr const char* kCompleted = "Completed";
inline constexpr const char* kRevoked = "Revoked";
inline constexpr const char* kExpired = "Expired";
}  // namespace invitation_status

struct NewInvitation {
  std::int64_t org_id = 0;  // -1: he signs up himself
  std::string email;        // or the login that the inviter has named
  std::string name;
  std::string role;
  std::string code;
  std::string status = invitation_status::kPending;
  std::int64_t invited_by = 0;  // a user or service account; 0: neither
  std::string remote_address;
  Timestamp now;
};

// A row of `temp_user`, with who has invited; the texts are empty when he, or the org, is not there.
struct InvitationRow {
  std::int64_t id = 0;
  std::int64_t org_id = 0;
  std::string email;
  std::string name;
  std::string role;
  std::string code;
  std::string status;
  std::string by_login;
  std::string by_email;
  std::string by_name;
  std::string org_name;
  bool mailed = false;
  Timestamp mailed_on;
  Timestamp created;
};

// Who was invited, or has begun to sign up. Thread-safe.
class InvitationStore {
 public:
  explicit InvitationStore(Database& database) : database_(database) {}

  void Insert(const NewInvitation& invitation);
  [[nodiscard]] std::optional<InvitationRow> Find(const std::string& code);
  // The pending ones of an org, as they were made.
  [[nodiscard]] std::vector<InvitationRow> PendingIn(std::int64_t org_id);
  // The pending ones of an email, into any org.
  [[nodiscard]] std::vector<InvitationRow> PendingFor(const std::string& email);
  void SetStatus(const std::string& code, const char* status, Timestamp now);
  // Those that were made then or before, and have come to nothing, have ended.
  void Expire(Timestamp made_until, Timestamp now);

 private:
  Database& database_;
};

}  // namespace grafake::server
