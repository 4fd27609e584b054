#include "server/storage/document_store.h"

#include <utility>

#include "server/storage/document_acl.h"
#include "server/storage/document_rows.h"
#include "server/storage/json_list.h"
#include "server/storage/managed_roles.h"
#include "server/storage/not_found.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using document_rows::DocumentNotFound;
using document_rows::SelectDocuments;
using std::int64_t;
using std::optional;
using std::string;

using Stored = Result<optional<DocumentRow>>;

optional<DocumentRow> First(std::vector<DocumentRow> rows) {
  return rows.empty() ? std::nullopt : optional(std::move(rows.front()));
}

optional<DocumentRow> WithUid(sql::Session& session, int64_t org_id, const string& uid) {
  return First(SelectDocuments(session, " WHERE d.org_id = ? AND d.uid = ? ORDER BY d.is_folder", org_id, uid));
}

optional<DocumentRow> OfKind(sql::Session& session, int64_t org_id, const string& uid, bool is_folder) {
  return First(
      SelectDocuments(session, " WHERE d.org_id = ? AND d.uid = ? AND d.is_folder = ?", org_id, uid, is_folder));
}

optional<DocumentRow> WithId(sql::Session& session, int64_t org_id, int64_t id) {
  return First(SelectDocuments(session, " WHERE d.org_id = ? AND d.id = ?", org_id, id));
}

optional<DocumentRow> WithItsUid(sql::Session& session, const DocumentChange& change) {
  if (change.uid.empty()) return std::nullopt;
  return change.as_resource ? OfKind(session, change.org_id, change.uid, change.is_folder)
                            : WithUid(session, change.org_id, change.uid);
}

// The one that the change names by id or uid, if it is there.
Stored Named(sql::Session& session, const DocumentChange& change) {
  auto by_id = change.id > 0 ? WithId(session, change.org_id, change.id) : std::nullopt;
  if (change.as_resource && by_id && by_id->is_folder != change.is_folder) by_id.reset();
  if (change.id > 0 && !by_id)
    return DocumentNotFound(change.org_id, change.is_folder, "id", std::to_string(change.id));
  auto by_uid = WithItsUid(session, change);
  if (by_uid && (change.must_be_new || (by_id && by_id->id != by_uid->id))) {
    return Fail(ErrorCode::kUidTaken, "uid is taken",
                TakenAlready{change.is_folder ? Noun::kFolder : Noun::kDashboard, "uid", change.uid,
                             Within{Noun::kOrg, change.org_id}});
  }
  if (change.as_resource && by_id && !change.uid.empty() && !by_uid) return std::nullopt;
  return by_id ? std::move(by_id) : std::move(by_uid);
}

Result<Done> MayBeChanged(const DocumentRow& there, const DocumentChange& change) {
  if (there.is_folder != change.is_folder)
    return Fail(ErrorCode::kOtherKind, "other kind", OtherKind{there.is_folder, there.uid});
  if (there.version != change.version && !change.overwrite)
    return Fail(ErrorCode::kVersionMismatch, "version mismatch", ChangedSince{there.version, change.version});
  return Done();
}

// Another of that slug beside it; folders stand beside all dashboards.
optional<DocumentRow> Namesake(sql::Session& session, const DocumentChange& change, int64_t id) {
  return First(SelectDocuments(
      session, " WHERE d.org_id = ? AND d.slug = ? AND d.id <> ? AND (d.is_folder = TRUE OR d.folder_id = ?)",
      change.org_id, change.slug, id, change.folder_id));
}

// What is written in the end: the one that is named, or with overwrite the one that has its name.
Stored Target(sql::Session& session, const DocumentChange& change) {
  auto there = Named(session, change);
  if (!there) return there;
  if (*there) {
    if (auto may = MayBeChanged(**there, change); !may) return tl::unexpected(may.error());
  }
  if (change.as_resource) return there;
  auto other = Namesake(session, change, *there ? (*there)->id : 0);
  if (!other) return there;
  const TakenAlready taken{other->is_folder ? Noun::kFolder : Noun::kDashboard, "name", other->title,
                           Within{Noun::kOrg, change.org_id}};
  if (other->is_folder != change.is_folder)
    return Fail(other->is_folder ? ErrorCode::kNameOfFolder : ErrorCode::kNameOfDashboard, "name of another kind",
                taken);
  if (!change.overwrite) return Fail(ErrorCode::kTaken, "name exists", taken);
  return other;
}

int64_t LevelOfWriter(sql::Session& session, const DocumentChange& change, const DocumentRow* there) {
  return change.reader && there != nullptr ? document_acl::LevelOn(session, *there, *change.reader) : 0;
}

// Whether no file makes it, or the change may be made all the same.
Result<Done> FreeOfFile(sql::Session& session, const DocumentChange& change, const DocumentRow* there) {
  if (there == nullptr || !change.may_instead_of_file) return Done();
  const auto provider =
      sql::SelectOne<string>(session, "SELECT name FROM dashboard_provisioning WHERE dashboard_id = ?", there->id);
  if (!provider || change.may_instead_of_file(*provider)) return Done();
  return Fail(ErrorCode::kFixed, "Cannot save provisioned dashboard");
}

void WriteTags(sql::Session& session, int64_t id, const std::vector<string>& tags) {
  sql::Execute(session, "DELETE FROM dashboard_tag WHERE dashboard_id = ?", id);
  for (const string& tag : tags)
    sql::Execute(session, "INSERT INTO dashboard_tag (dashboard_id, term) VALUES (?, ?)", id, tag);
}

void WriteConnections(sql::Session& session, const DocumentChange& change, int64_t id) {
  sql::Execute(session, "DELETE FROM library_element_connection WHERE connection_id = ?", id);
  for (const string& uid : change.elements)
    sql::Execute(session,
                 "INSERT INTO library_element_connection (element_id, kind, connection_id, created, created_by)"
                 " SELECT id, 1, ?, ?, ? FROM library_element WHERE org_id = ? AND uid = ? ON CONFLICT DO NOTHING",
                 id, change.now, change.user_id, change.org_id, uid);
}

// The one that was drawn, or the first behind it that is free.
int64_t FreeId(sql::Session& session, int64_t drawn) {
  while (drawn != 0 && sql::SelectOne<int64_t>(session, "SELECT id FROM dashboard WHERE id = ?", drawn)) ++drawn;
  return drawn;
}

int64_t InsertDocument(sql::Session& session, const DocumentChange& change, const string& uid) {
  return sql::InsertAt(session, "dashboard", FreeId(session, change.drawn_id),
                       "version, slug, title, data, org_id, created, updated, updated_by, created_by, gnet_id,"
                       " plugin_id, folder_id, is_folder, uid",
                       1, change.slug, change.title, "", change.org_id, change.now, change.now, change.user_id,
                       change.user_id, 0, "", change.folder_id, change.is_folder, uid);
}

void UpdateDocument(sql::Session& session, const DocumentChange& change, int64_t id, const string& uid,
                    int64_t version) {
  sql::Execute(session,
               "UPDATE dashboard SET version = ?, slug = ?, title = ?, updated = ?, updated_by = ?, folder_id = ?,"
               " uid = ? WHERE id = ?",
               version, change.slug, change.title, change.now, change.user_id, change.folder_id, uid, id);
}

void WriteVersion(sql::Session& session, const DocumentChange& change, int64_t id, int64_t version,
                  const string& text) {
  sql::Execute(session, "UPDATE dashboard SET data = ? WHERE id = ?", text, id);
  sql::Execute(session,
               "INSERT INTO dashboard_version (dashboard_id, parent_version, restored_from, version, created,"
               " created_by, message, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
               id, version - 1, change.restored_from, version, change.now, change.user_id, change.message, text);
}

string StoredTextOf(sql::Session& session, int64_t id) {
  return sql::SelectOne<string>(session, "SELECT data FROM dashboard WHERE id = ?", id).value_or("");
}

bool StaysAsItWas(sql::Session& session, const DocumentChange& change, const DocumentRow* old) {
  return change.as_resource && old != nullptr && old->folder_id == change.folder_id &&
         StoredTextOf(session, old->id) == change.text(old->id, old->uid, old->version);
}

managed_roles::Grant StoredGrant(int64_t org_id, const string& scope, const DocumentGrant& grant) {
  using Holder = managed_roles::Holder;
  const Holder holder = grant.to == DocumentGrant::To::kUser   ? Holder::kUser
                        : grant.to == DocumentGrant::To::kTeam ? Holder::kTeam
                                                               : Holder::kRole;
  return {.org_id = org_id, .holder_id = grant.holder_id, .scope = scope, .holder = holder, .role = grant.role};
}

Changes SetGrants(sql::Session& session, int64_t org_id, const string& scope, const std::vector<DocumentGrant>& grants,
                  Timestamp now) {
  Changes changes = NothingKept();
  for (const DocumentGrant& grant : grants)
    changes = changes + managed_roles::Set(session, StoredGrant(org_id, scope, grant), grant.actions, now);
  return changes;
}

// What is held on it is held on it under its new uid, and once.
Changes MoveGrants(sql::Session& session, const DocumentRow& old, const string& uid) {
  const string from = DocumentScope(old.is_folder, old.uid);
  const string to = DocumentScope(old.is_folder, uid);
  const string of_org = " AND role_id IN (SELECT id FROM role WHERE org_id = ?)";
  sql::Execute(session,
               "DELETE FROM permission WHERE scope = ? AND EXISTS (SELECT 1 FROM permission o WHERE o.scope = ?"
               " AND o.role_id = permission.role_id AND o.action = permission.action)" +
                   of_org,
               to, from, old.org_id);
  sql::Execute(session, "UPDATE permission SET scope = ? WHERE scope = ?" + of_org, to, from, old.org_id);
  return Changes(to) + Changes(from);
}

Result<Done> GranteeThere(sql::Session& session, int64_t org_id, const DocumentGrant& grant) {
  using To = DocumentGrant::To;
  if (grant.to == To::kUser &&
      !sql::SelectOne<int64_t>(session, "SELECT id FROM \"user\" WHERE id = ?", grant.holder_id))
    return UserNotFound(grant.holder_id);
  if (grant.to != To::kTeam) return Done();
  if (sql::SelectOne<int64_t>(session, "SELECT id FROM team WHERE org_id = ? AND id = ?", org_id, grant.holder_id))
    return Done();
  return Fail(ErrorCode::kTeamNotFound, "team not found",
              NotThere{Noun::kTeam, "id", std::to_string(grant.holder_id), Within{Noun::kOrg, org_id}});
}

}  // namespace

string DocumentScope(bool is_folder, const string& uid) {
  return (is_folder ? "folders:uid:" : "dashboards:uid:") + uid;
}

optional<DocumentRow> DocumentStore::FindByUid(int64_t org_id, const string& uid) {
  return database_.Read([&](sql::Session& session) { return WithUid(session, org_id, uid); });
}

optional<DocumentRow> DocumentStore::FindFolder(int64_t org_id, const string& uid) {
  return database_.Read([&](sql::Session& session) { return OfKind(session, org_id, uid, true); });
}

optional<DocumentRow> DocumentStore::FindById(int64_t org_id, int64_t id) {
  return database_.Read([&](sql::Session& session) { return WithId(session, org_id, id); });
}

string DocumentStore::TextOf(int64_t id) {
  return database_.Read([&](sql::Session& session) { return StoredTextOf(session, id); });
}

Result<DocumentRow> DocumentStore::Save(const DocumentChange& change) {
  return database_.Write([&](sql::Session& session) -> Result<Written<DocumentRow>> {
    const Stored there = Target(session, change);
    if (!there) return tl::unexpected(there.error());
    const DocumentRow* const old = *there ? &**there : nullptr;
    if (auto free = FreeOfFile(session, change, old); !free) return tl::unexpected(free.error());
    if (change.may && !change.may(old, LevelOfWriter(session, change, old)))
      return Fail(ErrorCode::kDenied, "access denied");
    if (StaysAsItWas(session, change, old)) return Written(*old, NothingKept());
    // With overwrite the one of that name is written, which keeps its own.
    const bool keeps_uid = old != nullptr && (change.uid.empty() || (old->id != change.id && change.uid != old->uid));
    const string uid = keeps_uid ? old->uid : change.uid.empty() ? change.drawn_uid : change.uid;
    const int64_t version = old == nullptr ? 1 : old->version + 1;
    const int64_t id = old == nullptr ? InsertDocument(session, change, uid) : old->id;
    if (old != nullptr) UpdateDocument(session, change, id, uid, version);
    if (change.takes_from_file) sql::Execute(session, "DELETE FROM dashboard_provisioning WHERE dashboard_id = ?", id);
    WriteVersion(session, change, id, version, change.text(id, uid, version));
    WriteTags(session, id, change.tags);
    if (!change.is_folder) WriteConnections(session, change, id);
    Changes changes = NothingKept();
    if (old == nullptr && !change.acl.empty())
      document_acl::WriteAcl(session, change.org_id, id, change.acl, change.now);
    if (old == nullptr) {
      changes = SetGrants(session, change.org_id, DocumentScope(change.is_folder, uid), change.grants, change.now);
    } else if (uid != old->uid) {
      changes = MoveGrants(session, *old, uid);
    }
    return Written(*WithId(session, change.org_id, id), std::move(changes));
  });
}

Result<Done> DocumentStore::Give(int64_t org_id, const string& scope, const std::vector<DocumentGrant>& grants,
                                 Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    for (const DocumentGrant& grant : grants) {
      if (auto there = GranteeThere(session, org_id, grant); !there) return tl::unexpected(there.error());
    }
    return Written(Done(), SetGrants(session, org_id, scope, grants, now));
  });
}

}  // namespace grafake::server
