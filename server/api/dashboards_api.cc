#include "server/api/dashboards_api.h"

#include <algorithm>
#include <functional>

#include "server/api/document_json.h"
#include "server/api/time_text.h"
#include "server/http/form.h"

namespace grafake::server {
namespace {

constexpr ErrorCodes kNotOfDashboards =
    kUserErrors | kOrgErrors | kRoleErrors | kLifetimeErrors | kMemberErrors | kPasswordErrors | kCredentialErrors |
    kTreeErrors |
    ErrorCodes{ErrorCode::kInvalid, ErrorCode::kTakenButForCase, ErrorCode::kExternal, ErrorCode::kNameOfDashboard,
               ErrorCode::kReserved};
constexpr RefusalTable kDashboardSaving({{ErrorCode::kNotFound, &Refusals::dashboard_gone},
                                         {ErrorCode::kUntitled, &Refusals::dashboard_untitled},
                                         {ErrorCode::kTaken, &Refusals::dashboard_name_taken},
                                         {ErrorCode::kNameOfFolder, &Refusals::dashboard_name_of_folder},
                                         {ErrorCode::kUidMalformed, &Refusals::dashboard_uid_illegal},
                                         {ErrorCode::kUidTooLong, &Refusals::dashboard_uid_long},
                                         {ErrorCode::kUidTaken, &Refusals::dashboard_uid_taken},
                                         {ErrorCode::kOtherKind, &Refusals::dashboard_of_folder},
                                         {ErrorCode::kVersionMismatch, &Refusals::dashboard_changed},
                                         {ErrorCode::kFixed, &Refusals::dashboard_fixed},
                                         {ErrorCode::kMessageTooLong, &Refusals::dashboard_message_long},
                                         {ErrorCode::kFolderNotFound, &Refusals::dashboard_folder_id_unknown},
                                         {ErrorCode::kDenied, &Refusals::dashboard_save_denied}},
                                        &Refusals::dashboard_save_failed, kNotOfDashboards);

// No dashboard of these ends by itself.
constexpr std::string_view kNoExpiry = "0001-01-01T00:00:00Z";

// `dashboard`: one of these scopes must be held for what is on the dashboard.
void AddAnnotationPowers(JsonWriter& json, const Context& context, const std::vector<std::string>& dashboard) {
  const PermissionSet& may = *context.caller.permissions;
  const auto on = [&](JsonName where, const std::vector<std::string>& target) {
    json.Key(where)
        .BeginObject()
        .Member("canAdd", context.rbac && may.Covers("annotations:create", target))
        .Member("canEdit", context.rbac && may.Covers("annotations:write", target))
        .Member("canDelete", context.rbac && may.Covers("annotations:delete", target))
        .EndObject();
  };
  json.Key("annotationsPermissions").BeginObject();
  on("dashboard", dashboard);
  on("organization", {"annotations:type:organization"});
  json.EndObject();
}

std::vector<std::int64_t> IdsInList(std::string_view list) {
  std::vector<std::int64_t> ids;
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    if (const auto id = ParseInteger(list.substr(0, end))) ids.push_back(*id);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return ids;
}

}  // namespace

void DashboardsApi::Mount(Router& router) const {
  router.Add({"POST",
              "/api/dashboards/db",
              {.any_of = {{"dashboards:create"}, {"dashboards:write"}}},
              HandlerOf(this, &DashboardsApi::Save)});
  router.Add(
      {"GET", "/api/dashboards/uid/:uid", {.any_of = {{"dashboards:read"}}}, HandlerOf(this, &DashboardsApi::Get)});
  router.Add({"DELETE",
              "/api/dashboards/uid/:uid",
              {.any_of = {{"dashboards:delete"}}},
              HandlerOf(this, &DashboardsApi::Delete)});
  router.Add({"GET", "/api/dashboards/tags", RouteAccess(), HandlerOf(this, &DashboardsApi::Tags)});
  router.Add({"GET", "/api/dashboards/ids/:ids", RouteAccess(), HandlerOf(this, &DashboardsApi::UidsOf)});
}

std::optional<Response> DashboardsApi::OverQuota(const Context& context, const DashboardWish& wish) const {
  if (ReadDashboard(wish.source).id != 0) return std::nullopt;
  auto full = quotas_.Reached("dashboard", context.caller);
  if (!full) return std::nullopt;
  return Because(answers_.Message("Quota reached", 403),
                 QuotaFull{std::move(full->state.target), full->state.limit, full->state.used, full->owner.org_id,
                           full->owner.user_id});
}

Response DashboardsApi::SavedAs(const Context& context, const DashboardWish& wish, const Told& told) const {
  if (auto full = OverQuota(context, wish)) return *std::move(full);
  const auto saved = documents_.SaveDashboard(context.caller, wish);
  if (!saved && saved.error().code == ErrorCode::kFolderNotFound && !wish.folder_uid.empty())
    return answers_.Refuse(answers_.refusals().dashboard_folder_uid_unknown, saved.error());
  if (!saved && saved.error().code == ErrorCode::kUidTaken)
    return RefuseNaming(answers_, answers_.refusals().dashboard_uid_taken,
                        std::to_string(ReadDashboard(wish.source).id), saved.error());
  return saved ? told(*saved) : answers_.RefuseFor(saved.error(), kDashboardSaving);
}

Response DashboardsApi::Saved(const Context& context, const DashboardWish& wish) const {
  return SavedAs(context, wish, [&](const DocumentRow& saved) {
    JsonWriter json;
    json.BeginObject();
    if (shown_.resources) json.Member("folderUid", saved.folder_uid);
    json.Member("id", saved.id)
        .Member("slug", saved.slug)
        .Member("status", "success")
        .Member("uid", saved.uid)
        .Member("url", DocumentUrl(shown_.sub_url, saved))
        .Member("version", saved.version)
        .EndObject();
    return answers_.Json(json.Take());
  });
}

Response DashboardsApi::Save(const Context& context) const {
  DashboardWish wish;
  std::optional<JsonValue> dashboard;
  const auto bound = Form("models.SaveDashboardCommand")
                         .Any("dashboard", dashboard)
                         .Text("message", wish.message)
                         .Boolean("overwrite", wish.overwrite)
                         .Integer("folderId", wish.folder_id)
                         .Text("folderUid", wish.folder_uid)
                         .Boolean("isFolder", wish.is_folder)
                         .Required("Dashboard", [&] { return dashboard && dashboard->kind != JsonValue::Kind::kNull; })
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(answers_.refusals().bad_request_data, bound.error());
  wish.source = dashboard->source;
  if (shown_.resources && wish.is_folder)
    return Because(answers_.Refuse(answers_.refusals().dashboard_is_folder),
                   GroundReason(InputUnfit{InputUnfit::Where::kMember, "isFolder", "true", "false", true}));
  return Saved(context, wish);
}

// Who made a resource is told once it has been changed.
void DashboardsApi::AddOrigin(JsonWriter& json, const DocumentRow& document) const {
  const bool told = !shown_.resources || document.version > 1;
  json.Member("created", TimeText(document.created))
      .Member("updated", TimeText(document.updated))
      .Member("updatedBy", MakerName(told ? document.updater : std::string()))
      .Member("createdBy", MakerName(told ? document.creator : std::string()))
      .Member("version", document.version)
      .Member("hasAcl", document.has_acl)
      .Member("isFolder", document.is_folder);
  if (shown_.resources) json.Member("apiVersion", "v0alpha1");
}

void DashboardsApi::AddMeta(JsonWriter& json, const DocumentRow& document, const Context& context) const {
  const DocumentPowers may(rights_, context.caller, document);
  const DocumentFile file = documents_.FileOf(document);
  json.Key("meta").BeginObject();
  if (documents_.IsStarred(context.caller, document)) json.Member("isStarred", true);
  json.Member("type", "db")
      .Member("canSave", may.save)
      .Member("canEdit", may.save || shown_.viewers_can_edit)
      .Member("canAdmin", may.administer)
      .Member("canStar", context.caller.SignedIn())
      .Member("canDelete", may.erase)
      .Member("slug", document.slug)
      .Member("url", DocumentUrl(shown_.sub_url, document))
      .Member("expires", kNoExpiry);
  AddOrigin(json, document);
  json.Member("folderId", document.folder_id)
      .Member("folderUid", document.folder_uid)
      .Member("folderTitle", document.folder_uid.empty() ? std::string("General") : document.folder_title)
      .Member("folderUrl", UrlOfItsFolder(shown_.sub_url, document))
      .Member("provisioned", file.alone)
      .Member("provisionedExternalId", file.name);
  AddAnnotationPowers(
      json, context,
      shown_.resources ? ScopesOfDocument(document) : std::vector<std::string>{"annotations:type:dashboard"});
  if (!shown_.resources) json.Member("isPublic", false);
  json.EndObject();
}

Response DashboardsApi::Get(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto found = documents_.Dashboard(context.caller.org_id, std::string(context.Param("uid")));
  if (!found) return answers_.Refuse(r.dashboard_not_found, found.error());
  if (!rights_.May(context.caller, DocumentDeed::kRead, *found))
    return Because(answers_.Refuse(r.dashboard_denied), WhyDenied(context.caller, DocumentDeed::kRead, *found));
  JsonWriter json;
  json.BeginObject();
  AddMeta(json, *found, context);
  json.Key("dashboard").Raw(documents_.TextOf(*found)).EndObject();
  return answers_.Json(json.Take());
}

Response DashboardsApi::Delete(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto found = documents_.Dashboard(context.caller.org_id, std::string(context.Param("uid")));
  if (!found) return answers_.Refuse(r.dashboard_not_found, found.error());
  if (!rights_.May(context.caller, DocumentDeed::kDelete, *found))
    return Because(answers_.Refuse(r.dashboard_denied), WhyDenied(context.caller, DocumentDeed::kDelete, *found));
  if (const auto gone = documents_.Delete(*found); !gone)
    return answers_.Refuse(gone.error().code == ErrorCode::kFixed ? r.dashboard_undeletable : r.dashboard_delete_failed,
                           gone.error());
  JsonWriter json;
  json.BeginObject();
  if (!shown_.resources) json.Member("id", found->id);
  json.Member("message", "Dashboard " + found->title + " deleted").Member("title", found->title);
  if (shown_.resources) json.Member("uid", found->uid);
  json.EndObject();
  return answers_.Json(json.Take());
}

Response DashboardsApi::Tags(const Context& context) const {
  JsonWriter json;
  json.BeginArray();
  auto tags = documents_.Tags(context.caller.org_id);
  if (shown_.resources) std::ranges::stable_sort(tags, std::greater(), &TagCount::count);
  for (const TagCount& tag : tags) json.BeginObject().Member("term", tag.term).Member("count", tag.count).EndObject();
  json.EndArray();
  return answers_.ContextJson(json.Take(), 200);
}

Response DashboardsApi::UidsOf(const Context& context) const {
  JsonWriter json;
  json.BeginArray();
  for (const std::string& uid : documents_.UidsOf(context.caller.org_id, IdsInList(context.Param("ids"))))
    json.Value(uid);
  json.EndArray();
  return answers_.ContextJson(json.Take(), 200);
}

}  // namespace grafake::server
