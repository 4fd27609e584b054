#include "server/api/folders_api.h"

#include <algorithm>
#include <limits>
#include <set>

#include "server/api/document_json.h"
#include "server/api/metadata.h"
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
    ErrorCodes{ErrorCode::kTakenButForCase, ErrorCode::kExternal, ErrorCode::kNameOfFolder, ErrorCode::kMessageTooLong};
consteval RefusalTable TableOfFolders(RefusalTable::Choice untitled) {
  return RefusalTable({{ErrorCode::kNotFound, &Refusals::folder_not_found},
                       {ErrorCode::kFolderNotFound, &Refusals::folder_not_found},
                       {ErrorCode::kUntitled, untitled},
                       {ErrorCode::kReserved, &Refusals::folder_name_reserved},
                       {ErrorCode::kInvalid, &Refusals::folder_uid_reserved},
                       {ErrorCode::kTaken, &Refusals::folder_name_taken},
                       {ErrorCode::kNameOfDashboard, &Refusals::folder_name_of_dashboard},
                       {ErrorCode::kUidMalformed, &Refusals::folder_uid_illegal},
                       {ErrorCode::kUidTooLong, &Refusals::folder_uid_long},
                       {ErrorCode::kUidTaken, &Refusals::folder_uid_taken},
                       {ErrorCode::kOtherKind, &Refusals::folder_of_dashboard},
                       {ErrorCode::kVersionMismatch, &Refusals::folder_changed},
                       {ErrorCode::kFixed, &Refusals::dashboard_undeletable},
                       {ErrorCode::kInUse, &Refusals::folder_in_use},
                       {ErrorCode::kCircular, &Refusals::folder_circular},
                       {ErrorCode::kTooDeep, &Refusals::folder_too_deep},
                       {ErrorCode::kDenied, &Refusals::folder_denied}},
                      &Refusals::folder_failed, kNotOfFolders);
}
constexpr RefusalTable kFolderSaving = TableOfFolders(&Refusals::folder_untitled);
constexpr RefusalTable kFolderRenaming = TableOfFolders(&Refusals::folder_rename_untitled);

constexpr std::string_view kGeneralUid = "general";
constexpr std::string_view kSharedUid = "sharedwithme";
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
                         .Text("parentUid", wish.parent_uid)
                         .Bind(request);
  if (!bound) return tl::unexpected(bound.error());
  return wish;
}

// What is left is shared by itself.
void EraseThoseInSeenFolders(std::vector<FoundDocument>& found) {
  std::set<std::string> seen;
  for (const FoundDocument& folder : found) seen.insert(folder.row.uid);
  std::erase_if(found, [&](const FoundDocument& folder) {
    return folder.row.folder_uid.empty() || seen.contains(folder.row.folder_uid);
  });
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
  if (!rules_.documents_are_resources) return;
  router.Add({"GET", "/api/folders/:uid/counts", FolderNeeds("folders:read", kPathFolder),
              HandlerOf(this, &FoldersApi::Count)});
  router.Add({"POST", "/api/folders/:uid/move", FolderNeeds("folders:write", kPathFolder),
              HandlerOf(this, &FoldersApi::Move)});
}

void FoldersApi::AddHit(JsonWriter& json, const DocumentRow& folder) const {
  json.BeginObject().Member("id", folder.id).Member("uid", folder.uid).Member("title", folder.title);
  if (!folder.folder_uid.empty()) json.Member("parentUid", folder.folder_uid);
  if (documents_.IsForFiles(folder)) json.Member("managedBy", kManagedByFiles);
  json.EndObject();
}

Response FoldersApi::List(const Context& context) const {
  if (rules_.documents_are_resources) return ListOfResources(context);
  DocumentQuery query{.dashboards = false};
  SetPage(context.query, query);
  auto found = documents_.List(query, context.caller, context.query.Text("permission") == "Edit");
  SortAsShown(found);
  JsonWriter json;
  json.BeginArray();
  if (rules_.shared_folder && ListsSharedFolder(context)) json.Raw(kSharedFolder);
  for (const FoundDocument& folder : found) AddHit(json, folder.row);
  json.EndArray();
  return answers_.Json(json.Take());
}

// Those of one folder, or those that are in none.
Response FoldersApi::ListOfResources(const Context& context) const {
  if (context.query.Integer("limit") < 0)
    return Because(
        answers_.Refuse(answers_.refusals().folder_limit_negative),
        GroundReason(InputUnfit{InputUnfit::Where::kQuery, "limit", context.query.Text("limit"), "0 or more", true}));
  const std::string& parent_uid = context.query.Text("parentUid");
  std::int64_t parent = 0;
  if (!parent_uid.empty() && parent_uid != kGeneralUid && parent_uid != kSharedUid) {
    const auto found = documents_.Folder(context.caller.org_id, parent_uid);
    if (!found) return answers_.RefuseFor(found.error(), kFolderSaving);
    parent = found->id;
  }
  const bool shared = parent_uid == kSharedUid;
  DocumentQuery query{.dashboards = false, .any_case = true};
  if (!shared) query.folder_ids = {parent};
  SetPage(context.query, query);
  auto found = documents_.List(query, context.caller, context.query.Text("permission") == "Edit");
  if (shared) EraseThoseInSeenFolders(found);
  SortAsShown(found);
  JsonWriter json;
  json.BeginArray();
  if (rules_.shared_folder && ListsSharedFolder(context)) json.Raw(kSharedFolder);
  for (const FoundDocument& folder : found) AddHit(json, folder.row);
  json.EndArray();
  return answers_.Json(json.Take());
}

void FoldersApi::AddPowers(JsonWriter& json, const DocumentPowers& may) {
  json.Member("canSave", may.save)
      .Member("canEdit", may.save)
      .Member("canAdmin", may.administer)
      .Member("canDelete", may.erase);
}

// Who changed a resource is told once it has been changed.
void FoldersApi::AddFolder(JsonWriter& json, const DocumentRow& folder, const Context& context) const {
  const bool told = !rules_.documents_are_resources || folder.version > 1;
  json.Member("id", folder.id).Member("uid", folder.uid);
  if (rules_.documents_are_resources) json.Member("orgId", folder.org_id);
  json.Member("title", folder.title).Member("url", DocumentUrl(sub_url_, folder)).Member("hasAcl", folder.has_acl);
  AddPowers(json, DocumentPowers(rights_, context.caller, folder));
  json.Member("createdBy", MakerName(folder.creator))
      .Member("created", TimeText(folder.created))
      .Member("updatedBy", MakerName(told ? folder.updater : std::string()))
      .Member("updated", TimeText(folder.updated))
      .Member("version", folder.version);
}

// From the outermost one; of what the caller may not see nothing but that it is there.
void FoldersApi::AddParents(JsonWriter& json, const DocumentRow& folder, const Context& context) const {
  if (folder.folder_uid.empty()) return;
  std::vector<std::string> uids(folder.above.rbegin(), folder.above.rend());
  uids.push_back(folder.folder_uid);
  json.Member("parentUid", folder.folder_uid).Key("parents").BeginArray();
  for (const std::string& uid : uids) {
    const auto parent = documents_.Folder(folder.org_id, uid);
    if (!parent) continue;
    json.BeginObject();
    if (rights_.May(context.caller, DocumentDeed::kRead, *parent)) {
      AddFolder(json, *parent, context);
    } else {
      DocumentRow hidden{.uid = "redacted", .title = "redacted"};
      json.Member("id", 0).Member("uid", hidden.uid).Member("orgId", 0).Member("title", hidden.title);
      json.Member("url", "").Member("hasAcl", false);
      for (const std::string_view no : {"canSave", "canEdit", "canAdmin", "canDelete"}) json.Member(no, false);
      json.Member("createdBy", "").Member("created", kNoFolderTime).Member("updatedBy", "");
      json.Member("updated", kNoFolderTime);
    }
    json.EndObject();
  }
  json.EndArray();
}

Response FoldersApi::Shown(const DocumentRow& folder, const Context& context) const {
  JsonWriter json;
  json.BeginObject();
  AddFolder(json, folder, context);
  if (rules_.documents_are_resources) {
    (void)AddAccessControl(json, context, "folders:uid:", folder.uid);
    AddParents(json, folder, context);
  }
  if (documents_.IsForFiles(folder)) json.Member("managedBy", kManagedByFiles);
  json.EndObject();
  return answers_.Json(json.Take());
}

Response FoldersApi::General() const {
  const bool resources = rules_.documents_are_resources;
  JsonWriter json;
  json.BeginObject().Member("id", 0).Member("uid", resources ? kGeneralUid : std::string_view());
  if (resources) json.Member("orgId", 0);
  json.Member("title", resources ? "Dashboards" : "General").Member("url", "");
  for (const std::string_view no : {"hasAcl", "canSave", "canEdit", "canAdmin", "canDelete"}) json.Member(no, false);
  json.Member("createdBy", MakerName(""))
      .Member("created", kNoFolderTime)
      .Member("updatedBy", MakerName(""))
      .Member("updated", kNoFolderTime);
  if (!resources) json.Member("version", 0);
  json.EndObject();
  return answers_.Json(json.Take());
}

Response FoldersApi::Get(const Context& context) const {
  const std::string uid(context.Param("uid"));
  if (rules_.documents_are_resources && uid == kGeneralUid) return General();
  const auto folder = documents_.Folder(context.caller.org_id, uid);
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
  if (made) return Shown(*made, context);
  return RefuseNaming(answers_, kFolderSaving.Find(answers_.refusals(), made.error().code), wish->uid, made.error());
}

Response FoldersApi::Update(const Context& context) const {
  const auto wish = ReadFolder(context.request);
  if (!wish) return answers_.Refuse(answers_.refusals().bad_request_data, wish.error());
  const auto changed = documents_.UpdateFolder(context.caller, std::string(context.Param("uid")), *wish);
  return changed ? Shown(*changed, context) : answers_.RefuseFor(changed.error(), kFolderRenaming);
}

Response FoldersApi::Delete(const Context& context) const {
  const std::string uid(context.Param("uid"));
  const auto folder = documents_.Folder(context.caller.org_id, uid);
  if (!folder) return RefuseNaming(answers_, answers_.refusals().folder_to_delete_not_found, uid, folder.error());
  if (!rights_.May(context.caller, DocumentDeed::kDelete, *folder))
    return Because(answers_.Refuse(answers_.refusals().folder_denied),
                   WhyDenied(context.caller, DocumentDeed::kDelete, *folder));
  if (const auto gone = documents_.Delete(*folder); !gone) return answers_.RefuseFor(gone.error(), kFolderSaving);
  if (rules_.documents_are_resources) return answers_.Message("Folder deleted");
  JsonWriter json;
  json.BeginObject()
      .Member("id", folder->id)
      .Member("message", "Folder " + folder->title + " deleted")
      .Member("title", folder->title)
      .EndObject();
  return answers_.Json(json.Take());
}

Response FoldersApi::Count(const Context& context) const {
  const auto folder = documents_.Folder(context.caller.org_id, std::string(context.Param("uid")));
  if (!folder) return answers_.RefuseFor(folder.error(), kFolderSaving);
  const DocumentStore::Contents inside = documents_.ContentsOf(*folder);
  JsonWriter json;
  json.BeginObject()
      .Member("alertrule", 0)
      .Member("dashboard", inside.dashboards)
      .Member("folder", inside.folders)
      .Member("librarypanel", inside.elements)
      .EndObject();
  return answers_.Json(json.Take());
}

Response FoldersApi::Move(const Context& context) const {
  std::string parent;
  const auto bound = Form("folder.MoveFolderCommand").Text("parentUid", parent).Bind(context.request);
  if (!bound) return answers_.Refuse(answers_.refusals().bad_request_data, bound.error());
  const auto moved = documents_.MoveFolder(context.caller, std::string(context.Param("uid")), parent);
  return moved ? Shown(*moved, context) : answers_.RefuseFor(moved.error(), kFolderSaving);
}

}  // namespace grafake::server
