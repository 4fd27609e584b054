#include "server/storage/provisioned_store.h"

#include "server/storage/document_rows.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

template <class... Args>
std::vector<ProvisionedRow> SelectProvisioned(sql::Session& session, const string& where, const Args&... args) {
  std::vector<ProvisionedRow> rows;
  for (auto& [id, org_id, provider, path, check_sum] : sql::Select<int64_t, int64_t, string, string, string>(
           session,
           "SELECT p.dashboard_id, d.org_id, p.name, p.external_id, COALESCE(p.check_sum, '')"
           " FROM dashboard_provisioning p JOIN dashboard d ON d.id = p.dashboard_id" +
               where,
           args...))
    rows.push_back({id, org_id, std::move(provider), std::move(path), std::move(check_sum)});
  return rows;
}

void EraseProvisioned(sql::Session& session, int64_t document_id) {
  sql::Execute(session, "DELETE FROM dashboard_provisioning WHERE dashboard_id = ?", document_id);
}

}  // namespace

std::optional<ProvisionedRow> ProvisionedStore::Of(int64_t document_id) {
  return database_.Read([&](sql::Session& session) -> std::optional<ProvisionedRow> {
    auto rows = SelectProvisioned(session, " WHERE p.dashboard_id = ?", document_id);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
  });
}

std::vector<ProvisionedRow> ProvisionedStore::List() {
  return database_.Read(
      [&](sql::Session& session) { return SelectProvisioned(session, " WHERE d.is_folder = FALSE ORDER BY p.id"); });
}

Result<Done> ProvisionedStore::Put(const ProvisionedRow& row, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    EraseProvisioned(session, row.document_id);
    sql::Execute(session,
                 "INSERT INTO dashboard_provisioning (dashboard_id, name, external_id, updated, check_sum)"
                 " VALUES (?, ?, ?, ?, ?)",
                 row.document_id, row.provider, row.path,
                 std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count(), row.check_sum);
    return Written(Done(), NothingKept());
  });
}

Result<Done> ProvisionedStore::Release(int64_t document_id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    EraseProvisioned(session, document_id);
    return Written(Done(), NothingKept());
  });
}

std::optional<DocumentRow> ProvisionedStore::FindBySlug(int64_t org_id, const string& slug) {
  return database_.Read([&](sql::Session& session) -> std::optional<DocumentRow> {
    auto rows = document_rows::SelectDocuments(
        session, " WHERE d.org_id = ? AND d.slug = ? ORDER BY d.is_folder DESC, d.id LIMIT 1", org_id, slug);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
  });
}

}  // namespace grafake::server
