#include "server/storage/memory_store.h"

#include <charconv>

#include "server/storage/result.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

// A value is "<end> <text>"; what another has written there has no end.
struct Remembered {
  int64_t end = 0;
  string text;
};

Remembered RememberedIn(const string& value) {
  Remembered read{.text = value.substr(value.find(' ') + 1)};
  std::from_chars(value.data(), value.data() + value.size(), read.end);
  return read;
}

void EraseEnded(sql::Session& session, const string& subject, int64_t now) {
  for (const auto& [id, value] : sql::Select<int64_t, string>(
           session, "SELECT id, value FROM kv_store WHERE org_id = 0 AND namespace = ?", subject)) {
    const int64_t end = RememberedIn(value).end;
    if (end >= 1 && end <= now) sql::Execute(session, "DELETE FROM kv_store WHERE id = ?", id);
  }
}

}  // namespace

std::optional<string> MemoryStore::Find(const string& subject, const string& name, int64_t now) {
  return database_.Read([&](sql::Session& session) -> std::optional<string> {
    const auto value = sql::SelectOne<string>(
        session, "SELECT value FROM kv_store WHERE org_id = 0 AND namespace = ? AND key = ?", subject, name);
    if (!value) return std::nullopt;
    const Remembered found = RememberedIn(*value);
    return found.end == 0 || found.end > now ? std::optional(found.text) : std::nullopt;
  });
}

void MemoryStore::Put(const Entry& entry, Timestamp now) {
  (void)database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    EraseEnded(session, entry.subject, now.time_since_epoch().count());
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
