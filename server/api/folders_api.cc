#include "server/api/folders_api.h"

#include <algorithm>
#include <limits>

#include "server/api/document_json.h"
#include "server/api/path_id.h"
#include "server/api/time_text.h"
#include "server/ascii.h"
#include "server/domain/paging.h"
#include "server/http/form.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr std::string_view kNoFolderTime = "0001-01-01T00:00:00Z";
constexpr std::int64_t kUsualPage = 1000;
constexpr std::string_view kManagedByFiles = "classic-file-provisioning";

constexpr ErrorCodes kNotOfFolders =
    kUserErrors | kOrgErrors | kRoleErrors | kLifetimeErrors | kMemberErrors | kPasswordErrors | kCredentialErrors |
    ErrorCodes{ErrorCode::kInvalid,    ErrorCode::kTakenButForCase, ErrorCode::kExternal,
               ErrorCode::kUidInvalid, ErrorCode::kNameOfFolder,    ErrorCode::kFolderNotFound};
constexpr RefusalTable kFolderSaving({{ErrorCode::kNotFound, &Refusals::folder_not_found},
                                      {ErrorCode::kUntitled, &Refusals::folder_untitled},
                                      {ErrorCode::kReserved, &Refusals::folder_name_reserved},
                                      {ErrorCode::kTaken, &Refusals::folder_name_taken},
                                      {ErrorCode::kNameOfDashboard, &Refusals::folder_name_of_dashboard},
                                      {ErrorCode::kUidMalformed, &Refusals::folder_uid_illegal},
                                      {ErrorCode::kUidTooLong, &Refusals::folder_uid_long},
                                      {ErrorCode::kUidTaken, &Refusals::folder_uid_taken},
                                      {ErrorCode::kOtherKind, &Refusals::folder_of_dashboard},
                                      {ErrorCode::kVersionMismatch, &Refusals::folder_changed},
                                      {ErrorCode::kFixed, &Refusals::dashboard_undeletable},
                                      {ErrorCode::kDenied, &Refusals::folder_denied}},
                                     &Refusals::folder_failed, kNotOfFolders);

constexpr std::string_view kSharedFolder = R"({"id":-1,"uid":"sharedwithme","title":"Shared with me"})";

// The folder of what others share stands on the first page of those at the top, for one who cannot see all the rest.
bool ListsSharedFolder(const Context& context) {
  const Query& query = context.query;
  if (query.Integer("page") > 1 || !query.Text("parentUid").empty() || query.Text("permission") == "Edit") return false;
  const auto& read = context.caller.permissions->Scopes("folders:read");
  return std::ranges::find(read, "folders:*") == read.end();
}

RouteAccess FolderNeeds(std::string_view action, std::string_view scope = {}) { return {.any_of = {{action, scope}}}; }

Result<FolderWish> ReadFolder(const Request& request) {
  FolderWish wish;
  const auto bound = Form("models.CreateFolderCommand")
                         .Text("uid", wish.uid)
                         .Text("title", wish.title)
                         .Integer("version", wish.version)
                         .Boolean("overwrite", wish.overwrite)
                         .Bind(request);
  if (!bound) return tl::unexpected(bound.error());
  return wish;
}

}  // namespace

void SortAsShown(std::vector<FoundDocument>& found) {
  std::ranges::stable_sort(found, {}, [](const FoundDocument& document) {
    return std::pair(!document.row.is_folder, LowerText(document.row.title));
  });
}

void SetPage(const Query& query, DocumentQuery& list) {
  const std::int64_t limit = query.Integer("limit");
  list.limit = limit > 0 ? limit : kUsualPage;
  list.offset = PageOffset(std::max<std::int64_t>(query.Integer("page"), 1), list.limit);
}

void FoldersApi::Mount(Router& router) const {
  constexpr std::string_view kByUid = "/api/folders/:uid";
  constexpr std::string_view kPathFolder = "folders:uid:{uid}";
  router.Add({"GET", "/api/folders/", FolderNeeds("folders:read"), HandlerOf(this, &FoldersApi::List)});
  router.Add({"POST", "/api/folders/", FolderNeeds("folders:create"), HandlerOf(this, &FoldersApi::Create)});
  router.Add({"GET", "/api/folders/id/:id", FolderNeeds("folders:read", "folders:id:{id}"),
              HandlerOf(this, &FoldersApi::GetById)});
  router.Add({"GET", kByUid, FolderNeeds("folders:read", kPathFolder), HandlerOf(this, &FoldersApi::Get)});
  router.Add({"PUT", kByUid, FolderNeeds("folders:write", kPathFolder), HandlerOf(this, &FoldersApi::Update)});
  router.Add({"DELETE", kByUid, FolderNeeds("folders:delete", kPathFolder), HandlerOf(this, &FoldersApi::Delete)});
}

Response FoldersApi::List(const Context& context) const {
  DocumentQuery query{.dashboards = false};
  SetPage(context.query, query);
  auto found = documents_.List(query, context.caller, context.query.Text("permission") == "Edit");
  SortAsShown(found);
  JsonWriter json;
  json.BeginArray();
  if (rules_.shared_folder && ListsSharedFolder(context)) json.Raw(kSharedFolder);
  for (const FoundDocument& folder : found) {
    json.BeginObject().Member("id", folder.row.id).Member("uid", folder.row.uid).Member("title", folder.row.title);
    if (documents_.IsForFiles(folder.row)) json.Member("managedBy", kManagedByFiles);
    json.EndObject();
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

Response FoldersApi::Shown(const DocumentRow& folder, const Context& context) const {
  const DocumentPowers may(rights_, context.caller, folder);
  JsonWriter json;
  json.BeginObject()
      .Member("id", folder.id)
      .Member("uid", folder.uid)
      .Member("title", folder.title)
      .Member("url", DocumentUrl(sub_url_, folder))
      .Member("hasAcl", folder.has_acl)
      .Member("canSave", may.save)
      .Member("canEdit", may.save)
      .Member("canAdmin", may.administer)
      .Member("canDelete", may.erase)
      .Member("createdBy", MakerName(folder.creator))
      .Member("created", TimeText(folder.created))
      .Member("updatedBy", MakerName(folder.updater))
      .Member("updated", TimeText(folder.updated))
      .Member("version", folder.version);
  if (documents_.IsForFiles(folder)) json.Member("managedBy", kManagedByFiles);
  json.EndObject();
  return answers_.Json(json.Take());
}

Response FoldersApi::General() const {
  JsonWriter json;
  json.BeginObject().Member("id", 0).Member("uid", "").Member("title", "General").Member("url", "");
  for (const std::string_view no : {"hasAcl", "canSave", "canEdit", "canAdmin", "canDelete"}) json.Member(no, false);
  json.Member("createdBy", MakerName(""))
      .Member("created", kNoFolderTime)
      .Member("updatedBy", MakerName(""))
      .Member("updated", kNoFolderTime)
      .Member("version", 0)
      .EndObject();
  return answers_.Json(json.Take());
}

Response FoldersApi::Get(const Context& context) const {
  const auto folder = documents_.Folder(context.caller.org_id, std::string(context.Param("uid")));
  return folder ? Shown(*folder, context) : answers_.RefuseFor(folder.error(), kFolderSaving);
}

Response FoldersApi::GetById(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().id_invalid);
  if (!id) return id.error();
  if (*id == 0) return General();
  const auto folder = documents_.FolderById(context.caller.org_id, *id);
  if (!folder) return answers_.RefuseFor(folder.error(), kFolderSaving);
  if (!rights_.May(context.caller, DocumentDeed::kRead, *folder))
    return Because(answers_.Refuse(answers_.refusals().folder_denied),
                   WhyDenied(context.caller, DocumentDeed::kRead, *folder));
  return Shown(*folder, context);
}

Response FoldersApi::Create(const Context& context) const {
  const auto wish = ReadFolder(context.request);
  if (!wish) return answers_.Refuse(answers_.refusals().bad_request_data, wish.error());
  const auto made = documents_.CreateFolder(context.caller, *wish);
  return made ? Shown(*made, context) : answers_.RefuseFor(made.error(), kFolderSaving);
}

Response FoldersApi::Update(const Context& context) const {
  const auto wish = ReadFolder(context.request);
  if (!wish) return answers_.Refuse(answers_.refusals().bad_request_data, wish.error());
  const auto changed = documents_.UpdateFolder(context.caller, std::string(context.Param("uid")), *wish);
  return changed ? Shown(*changed, context) : answers_.RefuseFor(changed.error(), kFolderSaving);
}

Response FoldersApi::Delete(const Context& context) const {
  const auto folder = documents_.Folder(context.caller.org_id, std::string(context.Param("uid")));
  if (!folder) return answers_.RefuseFor(folder.error(), kFolderSaving);
  if (!rights_.May(context.caller, DocumentDeed::kDelete, *folder))
    return Because(answers_.Refuse(answers_.refusals().folder_denied),
                   WhyDenied(context.caller, DocumentDeed::kDelete, *folder));
  if (const auto gone = documents_.Delete(*folder); !gone) return answers_.RefuseFor(gone.error(), kFolderSaving);
  JsonWriter json;
  json.BeginObject()
      .Member("id", folder->id)
      .Member("message", "Folder " + folder->title + " deleted")
      .Member("title", folder->title)
      .EndObject();
  return answers_.Json(json.Take());
}

}  // namespace grafake::server
