#include "server/domain/sessions.h"

#include <algorithm>

#include "server/domain/digest.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

constexpr std::size_t kTokenBytes = 16;
constexpr std::int64_t kUrgentRotation = 60;  // seconds after which a token that nobody presented is replaced
constexpr std::int64_t kPurgeInterval = 3600;
constexpr std::int64_t kRotationGuard = 30;  // seconds in which such a token is replaced only once

constexpr std::int64_t kRotationLead = 5;  // seconds by which browsers are told too early

}  // namespace

Result<SessionRow> NoSessionShown() {
  return Fail(ErrorCode::kNotFound, {}, InputUnfit{InputUnfit::Where::kHeader, "Cookie", "without a session"});
}

Sessions::Sessions(SessionStore& store, Clock clock, SessionSettings settings)
    : store_(store), clock_(std::move(clock)), settings_(std::move(settings)) {
  Purge();
}

void Sessions::Purge() {
  const std::int64_t now = Now();
  std::int64_t due = next_purge_;
  if (now < due || !next_purge_.compare_exchange_strong(due, now + kPurgeInterval)) return;
  store_.EraseOld(Alive());
}

std::string Sessions::HashOf(const std::string& token) const {
  const Sha256 digest = Sha256Of(token + settings_.secret_key);
  return Hex(digest.data(), digest.size());
}

SessionAge Sessions::Alive() const {
  return {Now() - settings_.lifetime.count(), Now() - settings_.inactive_lifetime.count()};
}

std::string Sessions::Create(std::int64_t user_id, const Browser& browser) {
  Purge();
  std::string token = RandomHex(kTokenBytes);
  const std::string hash = HashOf(token);
  store_.Insert({.user_id = user_id,
                 .hash = hash,
                 .previous_hash = hash,
                 .user_agent = browser.user_agent,
                 .client_ip = browser.ip,
                 .rotated_at = Now(),
                 .created_at = Now()});
  return token;
}

tl::unexpected<Error> Sessions::Ended(const SessionRow& session) const {
  const std::int64_t by_age = session.created_at + settings_.lifetime.count();
  const std::int64_t by_rest = session.rotated_at + settings_.inactive_lifetime.count();
  return Fail(ErrorCode::kExpired, {}, Expired{.noun = Noun::kSession, .at = std::min(by_age, by_rest), .now = Now()});
}

Result<SessionRow> Sessions::FindLiving(const std::string& hash) {
  auto session = store_.FindByHash(hash);
  if (!session || session->revoked_at != 0) return Fail(ErrorCode::kNotFound, {}, NotThere{Noun::kSession});
  const SessionAge alive = Alive();
  if (session->created_at <= alive.created_after || session->rotated_at <= alive.rotated_after) return Ended(*session);
  return *std::move(session);
}

Result<SessionRow> Sessions::Look(const std::string& token) { return FindLiving(HashOf(token)); }

Result<SessionRow> Sessions::Find(const std::string& token) {
  const std::string hash = HashOf(token);
  auto session = FindLiving(hash);
  if (!session) return session;
  if (session->hash == hash && !session->seen) {
    store_.MarkSeen(session->id, Now());
    session->seen = true;
    session->seen_at = Now();
  } else if (session->hash != hash && session->seen && session->rotated_at < Now() - kUrgentRotation) {
    // The browser never got the new token. This counts from the next request on.
    store_.MarkUnseen(session->id);
  }
  return *std::move(session);
}

bool Sessions::IsDue(const SessionRow& session) const {
  const std::int64_t interval = session.seen ? settings_.rotation_interval.count() : kUrgentRotation;
  return session.rotated_at < Now() - interval;
}

std::optional<std::string> Sessions::Rotate(const SessionRow& session, const Browser& browser) {
  return IsDue(session) ? Replace(session, browser) : std::nullopt;
}

std::optional<std::string> Sessions::Replace(const SessionRow& session, const Browser& browser) {
  std::string token = RandomHex(kTokenBytes);
  const bool rotated = store_.Rotate({.id = session.id,
                                      .new_hash = HashOf(token),
                                      .user_agent = browser.user_agent,
                                      .client_ip = browser.ip,
                                      .now = Now(),
                                      .unseen_before = Now() - kRotationGuard});
  return rotated ? std::optional(std::move(token)) : std::nullopt;
}

std::int64_t Sessions::NextRotation() const { return Now() + settings_.rotation_interval.count() - kRotationLead; }

std::vector<SessionRow> Sessions::ListOf(std::int64_t user_id) { return store_.ListOf(user_id, Alive()); }

std::int64_t Sessions::Count() { return store_.Count(Alive()); }

Result<Done> Sessions::Revoke(std::int64_t user_id, std::int64_t id) {
  if (!store_.Find(user_id, id) || !store_.Erase(id)) {
    return Fail(ErrorCode::kNotFound, "user token not found",
                NotThere{Noun::kSession, "id", std::to_string(id), Within{Noun::kUser, user_id}});
  }
  return Done();
}

void Sessions::RevokeAllOf(std::int64_t user_id) { store_.EraseOf(user_id); }

}  // namespace grafake::server
