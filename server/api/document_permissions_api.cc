#include "server/api/document_permissions_api.h"

#include "server/api/document_entries.h"

namespace grafake::server {
namespace {

constexpr std::string_view kOfFolder = "/api/folders/:uid/permissions";

bool IsOfFolder(const Context& context) { return context.request.path.find("/api/folders/") != std::string::npos; }

}  // namespace

void DocumentPermissionsApi::Mount(Router& router, bool by_id) const {
  MountAs(router, by_id, HandlerOf(this, &DocumentPermissionsApi::List),
          HandlerOf(this, &DocumentPermissionsApi::Replace));
}

void DocumentPermissionsApi::MountAs(Router& router, bool by_id, const RouteHandler& list,
                                     const RouteHandler& replace) const {
  const auto add = [&](std::string_view pattern, std::string_view read, std::string_view write) {
    router.Add({"GET", pattern, {.any_of = {{read}}}, list});
    router.Add({"POST", pattern, {.any_of = {{write}}}, replace});
  };
  add(kOfFolder, "folders.permissions:read", "folders.permissions:write");
  add("/api/dashboards/uid/:uid/permissions", "dashboards.permissions:read", "dashboards.permissions:write");
  if (!by_id) return;
  add("/api/dashboards/id/:dashboardId/permissions", "dashboards.permissions:read", "dashboards.permissions:write");
}

DocumentPermissionsApi::Found DocumentPermissionsApi::Asked(const Context& context, DocumentDeed deed) const {
  const Refusals& r = answers_.refusals();
  const std::int64_t org = context.caller.org_id;
  const std::string uid(context.Param("uid"));
  const bool folder = IsOfFolder(context);
  if (resources_ && folder && uid == "general") return DocumentRow{.org_id = org, .uid = uid, .is_folder = true};
  auto found = folder        ? documents_.Folder(org, uid)
               : uid.empty() ? documents_.DashboardById(org, ParseInteger(context.Param("dashboardId")).value_or(0))
                             : documents_.Dashboard(org, uid);
  if (!found)
    return tl::unexpected(answers_.Refuse(folder ? r.folder_not_found : r.dashboard_not_found, found.error()));
  if (!rights_.May(context.caller, deed, *found))
    return tl::unexpected(Because(answers_.Refuse(folder ? r.folder_denied : r.dashboard_denied),
                                  WhyDenied(context.caller, deed, *found)));
  return *std::move(found);
}

// Who may not see the users of the org is shown roles alone, and changes them alone; of resources all but teams that he
// may not read.
bool DocumentPermissionsApi::Sees(const Principal& caller, const HeldPermissionRow& holder) const {
  if (!resources_) return holder.by == HeldBy::kRole || caller.permissions->Has("org.users:read");
  return holder.by != HeldBy::kTeam ||
         caller.permissions->Covers("teams:read",
                                    std::vector<std::string>{"teams:id:" + std::to_string(holder.holder_id)});
}

void DocumentPermissionsApi::AddHolder(JsonWriter& json, const DocumentHolder& of, const DocumentRow& document) const {
  const HeldPermissionRow& held = of.holder;
  DocumentEntry entry{.dashboard_id = document.is_folder ? 0 : document.id,
                      .folder_id = document.is_folder ? document.id
                                   : resources_       ? 0
                                                      : document.folder_id,
                      .permission = static_cast<std::int64_t>(of.level),
                      .created = held.created,
                      .updated = held.updated,
                      .with_uids = resources_};
  if (held.by == HeldBy::kUser) {
    entry.user_id = held.holder_id;
    entry.user_login = held.name;
    entry.user_email = held.email;
    if (document.is_folder) entry.user_uid = held.uid;
  } else if (held.by == HeldBy::kTeam) {
    entry.team_id = held.holder_id;
    entry.team_name = held.name;
    entry.team_email = held.email;
    if (document.is_folder) entry.team_uid = held.uid;
  } else {
    entry.role = held.name;
  }
  AddDocumentEntry(json, entry, document, avatars_, sub_url_);
}

Response DocumentPermissionsApi::List(const Context& context) const {
  const auto document = Asked(context, DocumentDeed::kReadPermissions);
  if (!document) return document.error();
  JsonWriter json;
  json.BeginArray();
  for (const DocumentHolder& holder : sharing_.List(document->org_id, document->is_folder, document->uid)) {
    if (Sees(context.caller, holder.holder)) AddHolder(json, holder, *document);
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

Response DocumentPermissionsApi::Replace(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto items = ReadDocumentItems(context.request);
  if (!items && items.error().code == ErrorCode::kTaken) return answers_.Refuse(r.share_of_two, items.error());
  if (!items) return answers_.Refuse(r.bad_request_data, items.error());
  const auto document = Asked(context, DocumentDeed::kWritePermissions);
  if (!document) return document.error();
  std::vector<DocumentShare> shares;
  for (const DocumentItem& item : *items) shares.push_back(item.share);
  const auto done = sharing_.ShareInstead(
      *document, std::move(shares), [&](const HeldPermissionRow& holder) { return Sees(context.caller, holder); });
  if (!done) return answers_.Refuse(r.share_failed, done.error());
  return answers_.Message(resources_ && document->is_folder ? "Folder permissions updated"
                                                            : "Dashboard permissions updated");
}

}  // namespace grafake::server
