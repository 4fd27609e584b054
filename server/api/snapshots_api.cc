#include "server/api/snapshots_api.h"

#include "server/api/time_text.h"
#include "server/http/form.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr std::int64_t kUsualSnapshots = 1000;
constexpr std::string_view kNoSnapshotTime = "0001-01-01T00:00:00Z";
constexpr std::string_view kSnapshotGone =
    "Snapshot deleted. It might take an hour before it's cleared from any CDN caches.";

constexpr ErrorCodes kNotOfSnapshots =
    kUserErrors | kOrgErrors | kRoleErrors | kLifetimeErrors | kMemberErrors | kPasswordErrors | kCredentialErrors |
    kTreeErrors | ErrorCodes{ErrorCode::kTakenButForCase, ErrorCode::kExternal,       ErrorCode::kNameOfDashboard,
                             ErrorCode::kReserved,        ErrorCode::kNameOfFolder,   ErrorCode::kTaken,
                             ErrorCode::kUidTaken,        ErrorCode::kOtherKind,      ErrorCode::kFixed,
                             ErrorCode::kInvalid,         ErrorCode::kUidMalformed,   ErrorCode::kUidTooLong,
                             ErrorCode::kVersionMismatch, ErrorCode::kFolderNotFound, ErrorCode::kUntitled};
constexpr RefusalTable kSnapshotDeletion({{ErrorCode::kNotFound, &Refusals::snapshot_to_delete_not_found},
                                          {ErrorCode::kDenied, &Refusals::snapshot_denied}},
                                         &Refusals::snapshot_delete_failed, kNotOfSnapshots);

void AddSnapshotMeta(JsonWriter& json, const SnapshotRow& snapshot) {
  json.Key("meta").BeginObject().Member("isSnapshot", true).Member("type", "snapshot");
  for (const std::string_view no : {"canSave", "canEdit", "canAdmin", "canStar", "canDelete"}) json.Member(no, false);
  json.Member("slug", "")
      .Member("url", "")
      .Member("expires", TimeText(snapshot.expires))
      .Member("created", TimeText(snapshot.created))
      .Member("updated", kNoSnapshotTime)
      .Member("updatedBy", "")
      .Member("createdBy", "")
      .Member("version", 0)
      .Member("hasAcl", false)
      .Member("isFolder", false)
      .Member("folderId", 0)
      .Member("folderUid", "")
      .Member("folderTitle", "")
      .Member("folderUrl", "")
      .Member("provisioned", false)
      .Member("provisionedExternalId", "")
      .Key("annotationsPermissions")
      .Null()
      .Member("isPublic", false)
      .EndObject();
}

}  // namespace

void SnapshotsApi::Mount(Router& router) const {
  router.Add({"POST", "/api/snapshots/", RouteAccess(), HandlerOf(this, &SnapshotsApi::Create)});
  router.Add({"GET", "/api/snapshots/:key", {.sign_in = false}, HandlerOf(this, &SnapshotsApi::Get)});
  router.Add({"DELETE",
              "/api/snapshots/:key",
              {.fallback = Fallback::kOrgEditor, .always_fallback = true},
              HandlerOf(this, &SnapshotsApi::Delete)});
  router.Add({"GET", "/api/snapshots-delete/:deleteKey", RouteAccess(), HandlerOf(this, &SnapshotsApi::DeleteBy)});
  router.Add({"GET", "/api/dashboard/snapshots", RouteAccess(), HandlerOf(this, &SnapshotsApi::List)});
}

Response SnapshotsApi::Create(const Context& context) const {
  const Refusals& r = answers_.refusals();
  SnapshotWish wish;
  bool external = false;
  std::optional<JsonValue> dashboard;
  const auto there = [&] { return dashboard && dashboard->kind != JsonValue::Kind::kNull; };
  const auto bound = Form("models.CreateDashboardSnapshotCommand")
                         .Any("dashboard", dashboard)
                         .Text("name", wish.name)
                         .Integer("expires", wish.expires)
                         .Boolean("external", external)
                         .Text("key", wish.key)
                         .Text("deleteKey", wish.delete_key)
                         .Required("Dashboard", there)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  wish.dashboard = std::string(dashboard->source);
  const auto made = snapshots_.Create(context.caller, wish);
  JsonWriter json;
  if (!made && made.error().code == ErrorCode::kUntitled) {
    json.Value(r.snapshot_without_dashboard.message);
    return Because(answers_.Json(json.Take(), r.snapshot_without_dashboard.status), ReasonOf(made.error()));
  }
  if (!made) return answers_.Refuse(r.snapshot_create_failed, made.error());
  json.BeginObject()
      .Member("deleteKey", made->delete_key)
      .Member("deleteUrl", root_url_ + "api/snapshots-delete/" + made->delete_key)
      .Member("id", made->id)
      .Member("key", made->key)
      .Member("url", root_url_ + "dashboard/snapshot/" + made->key)
      .EndObject();
  return answers_.Json(json.Take());
}

Response SnapshotsApi::Get(const Context& context) const {
  const auto found = snapshots_.Get(std::string(context.Param("key")));
  if (!found) return answers_.Refuse(answers_.refusals().snapshot_not_found, found.error());
  JsonWriter json;
  json.BeginObject();
  AddSnapshotMeta(json, *found);
  json.Key("dashboard").Raw(found->dashboard).EndObject();
  return answers_.Json(json.Take());
}

Response SnapshotsApi::List(const Context& context) const {
  const std::int64_t limit = context.query.Integer("limit");
  JsonWriter json;
  json.BeginArray();
  for (const SnapshotRow& row :
       snapshots_.List(context.caller, context.query.Text("query"), limit > 0 ? limit : kUsualSnapshots)) {
    json.BeginObject()
        .Member("id", row.id)
        .Member("name", row.name)
        .Member("key", row.key)
        .Member("orgId", row.org_id)
        .Member("userId", row.user_id)
        .Member("external", false)
        .Member("externalUrl", "")
        .Member("expires", TimeText(row.expires))
        .Member("created", TimeText(row.created))
        .Member("updated", TimeText(row.updated))
        .EndObject();
  }
  return answers_.Json(json.EndArray().Take());
}

Response SnapshotsApi::Gone(const Result<SnapshotRow>& gone) const {
  if (!gone) return answers_.RefuseFor(gone.error(), kSnapshotDeletion);
  JsonWriter json;
  json.BeginObject().Member("id", gone->id).Member("message", kSnapshotGone).EndObject();
  return answers_.Json(json.Take());
}

Response SnapshotsApi::Delete(const Context& context) const {
  return Gone(snapshots_.Delete(context.caller, std::string(context.Param("key"))));
}

Response SnapshotsApi::DeleteBy(const Context& context) const {
  return Gone(snapshots_.DeleteBy(std::string(context.Param("deleteKey"))));
}

}  // namespace grafake::server
