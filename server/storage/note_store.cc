#include "server/storage/note_store.h"

#include "server/storage/result.h"
#include "server/storage/sql.h"

namespace grafake::server {

bool NoteStore::Has(std::int64_t org_id, const std::string& subject, const std::string& name) {
  return database_.Read([&](sql::Session& session) {
    return sql::SelectOne<std::int64_t>(
               session, "SELECT id FROM kv_store WHERE org_id = ? AND namespace = ? AND key = ?", org_id, subject, name)
        .has_value();
  });
}

void NoteStore::Put(std::int64_t org_id, const std::string& subject, const std::string& name, Timestamp now) {
  (void)database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session,
                 "INSERT INTO kv_store (org_id, namespace, key, value, created, updated) VALUES (?, ?, ?, '1', ?, ?)"
                 " ON CONFLICT (org_id, namespace, key) DO UPDATE SET updated = excluded.updated",
                 org_id, subject, name, now, now);
    return Written(Done(), NothingKept());
  });
}

}  // namespace grafake::server
