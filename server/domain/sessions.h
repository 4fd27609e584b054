#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/domain/clock.h"
#include "server/storage/result.h"
#include "server/storage/session_store.h"

namespace grafake::server {

// The program's values come from config/settings.cc; these are for tests.
struct SessionSettings {
  std::string secret_key;                                        // [security] secret_key
  std::chrono::seconds lifetime{std::chrono::days(30)};          // [auth] login_maximum_lifetime_duration
  std::chrono::seconds inactive_lifetime{std::chrono::days(7)};  // [auth] login_maximum_inactive_lifetime_duration
  std::chrono::seconds rotation_interval{600};                   // [auth] token_rotation_interval_minutes
};

// Where a session is used from.
struct Browser {
  std::string ip;
  std::string user_agent;
};

// Of a request without the cookie of a session. kNotFound.
[[nodiscard]] Result<SessionRow> NoSessionShown();

// Sessions of browsers, by Grafana's rules: what is stored is a hash of token and secret key; the token is
// replaced every ten minutes, and the one before keeps working until the new one has been seen. Thread-safe.
class Sessions {
 public:
  Sessions(SessionStore& store, Clock clock, SessionSettings settings);

  // The token for the cookie.
  [[nodiscard]] std::string Create(std::int64_t user_id, const Browser& browser);

  // The living session of a cookie. kNotFound: it is unknown, or revoked; kExpired.
  [[nodiscard]] Result<SessionRow> Find(const std::string& token);
  // The same, and nobody has seen its token.
  [[nodiscard]] Result<SessionRow> Look(const std::string& token);
  // Whether it is time for a new token.
  [[nodiscard]] bool IsDue(const SessionRow& session) const;
  // The new token if it was time for one.
  [[nodiscard]] std::optional<std::string> Rotate(const SessionRow& session, const Browser& browser);
  // The new token, whatever the time; nothing when the one that it has is new, or was replaced meanwhile.
  [[nodiscard]] std::optional<std::string> Replace(const SessionRow& session, const Browser& browser);

  // When the token that is given out now is to be replaced, in seconds since 1970: a little before it will be.
  [[nodiscard]] std::int64_t NextRotation() const;

  [[nodiscard]] std::vector<SessionRow> ListOf(std::int64_t user_id);
  [[nodiscard]] std::int64_t Count();
  // kNotFound: no session of that user.
  [[nodiscard]] Result<Done> Revoke(std::int64_t user_id, std::int64_t id);
  void RevokeAllOf(std::int64_t user_id);

 private:
  [[nodiscard]] std::string HashOf(const std::string& token) const;
  [[nodiscard]] SessionAge Alive() const;
  [[nodiscard]] tl::unexpected<Error> Ended(const SessionRow& session) const;
  [[nodiscard]] Result<SessionRow> FindLiving(const std::string& hash);
  // Drops what has expired, at most once an hour.
  void Purge();
  [[nodiscard]] std::int64_t Now() const { return UnixSeconds(clock_()); }

  SessionStore& store_;
  Clock clock_;
  SessionSettings settings_;
  std::atomic<std::int64_t> next_purge_ = 0;  // Unix seconds
};

}  // namespace grafake::server
