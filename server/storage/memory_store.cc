#include "server/storage/memory_store.h"

#include "server/storage/result.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

constexpr const char* kEnd = "CAST(value AS INTEGER)";

}  // namespace

std::optional<string> MemoryStore::Find(const string& subject, const string& name, int64_t now) {
  return database_.Read([&](sql::Session& session) -> std::optional<string> {
    const auto rows = sql::Select<int64_t, string>(
        session,
        string("SELECT ") + kEnd +
            ", substr(value, instr(value, ' ') + 1) FROM kv_store WHERE org_id = 0 AND namespace = ? AND key = ?",
        subject, name);
    if (rows.empty()) return std::nullopt;
    const auto& [end, text] = rows.front();
    return end == 0 || end > now ? std::optional(text) : std::nullopt;
  });
}

void MemoryStore::Put(const Entry& entry, Timestamp now) {
  (void)database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session,
                 string("DELETE FROM kv_store WHERE org_id = 0 AND namespace = ? AND ") + kEnd + " BETWEEN 1 AND ?",
                 entry.subject, now.time_since_epoch().count());
    sql::Execute(session,
                 "INSERT INTO kv_store (org_id, namespace, key, value, created, updated) VALUES (0, ?, ?, ?, ?, ?)"
                 " ON CONFLICT (org_id, namespace, key) DO UPDATE SET value = excluded.value, updated ="
                 " excluded.updated",
                 entry.subject, entry.name, std::to_string(entry.end) + ' ' + entry.text, now, now);
    return Written(Done(), NothingKept());
  });
}

void MemoryStore::Forget(const string& subject, const string& name) {
  (void)database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session, "DELETE FROM kv_store WHERE org_id = 0 AND namespace = ? AND key = ?", subject, name);
    return Written(Done(), NothingKept());
  });
}

}  // namespace grafake::server
