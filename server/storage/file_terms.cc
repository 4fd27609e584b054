#include "server/storage/file_terms.h"

#include <algorithm>

#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::string;

// A row of Grafana's own table of notes, so that the file is still one of Grafana's; no org has this number.
constexpr const char* kNoted =
    "SELECT value FROM kv_store WHERE org_id = 0 AND namespace = 'grafake' AND key = 'release'";
constexpr const char* kNote =
    "INSERT INTO kv_store (org_id, namespace, key, value, created, updated) VALUES (0, 'grafake', 'release', ?, ?, ?)"
    " ON CONFLICT (org_id, namespace, key) DO UPDATE SET value = excluded.value, updated = excluded.updated";

bool HasColumn(sql::Session& session, const FileRelease& release) {
  return session.connection().HasColumn(string(release.table), string(release.column));
}

// A file in which no grafake has been yet: it is of the last release whose column it has, and before the first of them
// all are alike.
string OfGrafanasFile(sql::Session& session, const FileTerms& terms) {
  for (auto release = terms.known.rbegin(); release != terms.known.rend(); ++release) {
    if (!release->column.empty() && HasColumn(session, *release)) return string(release->name);
  }
  return string(terms.known.front().name);
}

auto ReleaseIn(const FileTerms& terms, std::string_view name) {
  return std::ranges::find(terms.known, name, &FileRelease::name);
}

// Where another has it, it stays as it is.
void SetUnlessTaken(sql::Session& session, const string& column, std::int64_t id, const string& value) {
  sql::Execute(session,
               "UPDATE \"user\" SET " + column + " = ? WHERE id = ? AND NOT EXISTS (SELECT 1 FROM \"user\" WHERE " +
                   column + " = ?)",
               value, id, value);
}

// A name may have given a login the form of later ones before.
void NameOrgsInLogins(sql::Session& session) {
  const string begin = "sa-";
  for (const auto& [id, org, login] : sql::Select<std::int64_t, std::int64_t, string>(
           session, "SELECT id, org_id, login FROM \"user\" WHERE is_service_account = TRUE ORDER BY id")) {
    const string prefix = begin + std::to_string(org) + "-";
    if (login.starts_with(prefix)) continue;
    SetUnlessTaken(session, "login", id, prefix + (login.starts_with(begin) ? login.substr(begin.size()) : login));
  }
}

void LowerColumn(sql::Session& session, const string& column, std::int64_t id, const string& now,
                 const string& lowered) {
  if (lowered != now) SetUnlessTaken(session, column, id, lowered);
}

// The oldest first: of those who become alike, one can be lowered. Grafana lowers by Go's tables of letters, not by
// SQLite's lower(), which leaves all but ASCII: "Änne" of before would be found by nobody, as what is looked for is
// lowered by the former.
void LowerLogins(sql::Session& session, const FileTerms& terms) {
  for (const auto& [id, login, email] : sql::Select<std::int64_t, string, string>(
           session, "SELECT id, login, email FROM \"user\" ORDER BY created, id")) {
    LowerColumn(session, "login", id, login, terms.lower(login));
    LowerColumn(session, "email", id, email, terms.lower(email));
  }
}

void ChangeRows(sql::Session& session, const FileContents& from, const FileContents& to, const FileTerms& terms) {
  if (!from.team_uids && to.team_uids) session.RunOnce("UPDATE team SET uid = NULL");
  if (!from.account_logins_with_org && to.account_logins_with_org) NameOrgsInLogins(session);
  if (!from.lower_case_logins && to.lower_case_logins) LowerLogins(session, terms);
}

}  // namespace

string ReleaseOfFile(sql::Session& session, const FileTerms& terms) {
  if (terms.known.empty()) return "";
  if (session.connection().HasTable("kv_store")) {
    if (auto noted = sql::SelectOne<string>(session, kNoted)) return *std::move(noted);
  }
  if (!session.connection().HasTable("user")) return "";
  const bool untouched = session.connection().SchemaNumber() == 0;
  return untouched && session.connection().HasTable("migration_log") ? OfGrafanasFile(session, terms)
                                                                     : string(terms.unsaid);
}

std::optional<string> WhyTooNew(std::string_view release, const FileTerms& terms) {
  if (release.empty()) return std::nullopt;
  const auto found = ReleaseIn(terms, release);
  const bool is_served = found != terms.known.end();
  if (is_served && found <= ReleaseIn(terms, terms.own)) return std::nullopt;
  const string name(release);
  return "belongs to Grafana " + name + ", and Grafana " + string(terms.own) + " is older; start " +
         (is_served ? "it with --release " + name : "a newer grafake, which serves " + name) +
         ", or name another directory with --data";
}

void TakeOver(sql::Session& session, std::string_view release, const FileTerms& terms) {
  if (release == terms.own) return;
  const FileContents& now = ReleaseIn(terms, terms.own)->contents;
  if (!release.empty()) ChangeRows(session, ReleaseIn(terms, release)->contents, now, terms);
  sql::Execute(session, kNote, string(terms.own), terms.now, terms.now);
}

}  // namespace grafake::server
