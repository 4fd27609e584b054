#include "server/storage/invitation_store.h"

#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

int64_t SecondsOf(Timestamp time) { return time.time_since_epoch().count(); }

Timestamp TimeOf(int64_t seconds) { return Timestamp(std::chrono::seconds(seconds)); }

template <class... Args>
std::vector<InvitationRow> SelectInvitations(sql::Session& session, const string& rest, const Args&... args) {
  std::vector<InvitationRow> rows;
  for (auto& [id, org, email, name, role, code, status, login, by_email, by_name, org_name, mailed, mailed_on,
              created] : sql::Select<int64_t, int64_t, string, string, string, string, string, string, string, string,
                                     string, bool, Timestamp, int64_t>(
           session,
           "SELECT t.id, t.org_id, t.email, COALESCE(t.name, ''), COALESCE(t.role, ''), t.code, t.status,"
           " COALESCE(u.login, ''), COALESCE(u.email, ''), COALESCE(u.name, ''), COALESCE(o.name, ''), t.email_sent, "
           "t.email_sent_on,"
           " t.created FROM temp_user t LEFT JOIN \"user\" u ON u.id = t.invited_by_user_id LEFT JOIN org o ON"
           " o.id = t.org_id WHERE " +
               rest,
           args...)) {
    rows.push_back({id, org, std::move(email), std::move(name), std::move(role), std::move(code), std::move(status),
                    std::move(login), std::move(by_email), std::move(by_name), std::move(org_name), mailed, mailed_on,
                    TimeOf(created)});
  }
  return rows;
}

}  // namespace

void InvitationStore::Insert(const NewInvitation& invitation) {
  (void)database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    const NewInvitation& i = invitation;
    sql::Execute(session,
                 "INSERT INTO temp_user (org_id, version, email, name, role, code, status, invited_by_user_id,"
                 " email_sent, email_sent_on, remote_addr, created, updated)"
                 " VALUES (?, 0, ?, ?, ?, ?, ?, ?, FALSE, ?, ?, ?, ?)",
                 i.org_id, i.email, i.name, i.role, i.code, i.status, i.invited_by, i.now, i.remote_address,
                 SecondsOf(i.now), SecondsOf(i.now));
    return Written(Done(), NothingKept());
  });
}

std::optional<InvitationRow> InvitationStore::Find(const string& code) {
  return database_.Read([&](sql::Session& session) -> std::optional<InvitationRow> {
    auto rows = SelectInvitations(session, "t.code = ? LIMIT 1", code);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
  });
}

std::vector<InvitationRow> InvitationStore::PendingIn(int64_t org_id) {
  return database_.Read([&](sql::Session& session) {
    return SelectInvitations(session, "t.status = ? AND t.org_id = ? ORDER BY t.id",
                             string(invitation_status::kPending), org_id);
  });
}

std::vector<InvitationRow> InvitationStore::PendingFor(const string& email) {
  return database_.Read([&](sql::Session& session) {
    return SelectInvitations(session, "t.status = ? AND t.email = ? ORDER BY t.id", string(invitation_status::kPending),
                             email);
  });
}

void InvitationStore::SetStatus(const string& code, const char* status, Timestamp now) {
  (void)database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session, "UPDATE temp_user SET status = ?, updated = ? WHERE code = ?", string(status), SecondsOf(now),
                 code);
    return Written(Done(), NothingKept());
  });
}

void InvitationStore::Expire(Timestamp made_until, Timestamp now) {
  constexpr const char* kOld = "status IN ('InvitePending', 'SignUpStarted') AND created <= ?";
  const bool any = database_.Read([&](sql::Session& session) {
    return sql::SelectOne<int64_t>(session, string("SELECT id FROM temp_user WHERE ") + kOld + " LIMIT 1",
                                   SecondsOf(made_until))
        .has_value();
  });
  if (!any) return;
  (void)database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session, string("UPDATE temp_user SET status = ?, updated = ? WHERE ") + kOld,
                 string(invitation_status::kExpired), SecondsOf(now), SecondsOf(made_until));
    return Written(Done(), NothingKept());
  });
}

}  // namespace grafake::server
