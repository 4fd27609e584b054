#include "server/domain/document_planting.h"

#include <algorithm>
#include <array>
#include <memory>

#include "server/domain/dashboard_members.h"
#include "server/domain/document_levels.h"
#include "server/domain/permissions.h"
#include "server/domain/slug.h"
#include "server/json/sorted_json.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

using PlantedTo = DocumentGrant::To;

std::string WithQuotes(const std::string& text) { return "\"" + text + "\""; }

[[noreturn]] void RefuseDocument(const std::string& where, std::string why) {
  throw PlantError{where, std::move(why), "", {}};
}

[[noreturn]] void RefuseUnknown(const std::string& where, const std::string& what, const std::string& word,
                                std::vector<std::string> words) {
  throw PlantError{where, "there is no " + what + " " + WithQuotes(word), word, std::move(words)};
}

std::vector<std::string> NamesOf(const std::map<std::string, std::int64_t>& known) {
  std::vector<std::string> names;
  for (const auto& [name, id] : known) names.push_back(name);
  return names;
}

std::string WhyNotMade(const Error& error, const std::string& title) {
  constexpr auto kOfTitles =
      std::to_array({ErrorCode::kTaken, ErrorCode::kReserved, ErrorCode::kNameOfFolder, ErrorCode::kNameOfDashboard});
  const bool title_taken = std::ranges::find(kOfTitles, error.code) != kOfTitles.end();
  return title_taken ? "the title " + WithQuotes(title) + " is in use" : error.cause;
}

// Without RBAC somebody may have two levels, of which the higher counts.
void RefuseRepeated(const PlantedDocument& document, bool rbac) {
  if (!document.permissions) return;
  const auto& all = *document.permissions;
  for (auto share = all.begin(); share != all.end(); ++share) {
    const bool twice = std::any_of(all.begin(), share, [&](const PlantedShare& other) {
      return other.to == share->to && other.holder == share->holder && (rbac || other.level == share->level);
    });
    if (twice) RefuseDocument(document.where, "permissions names " + WithQuotes(share->holder) + " twice");
  }
}

// Of whoever plants.
std::shared_ptr<const PermissionSet> EveryDeed() {
  auto all = std::make_shared<PermissionSet>();
  for (const auto& [action, scope] :
       {std::pair{"folders:create", "folders:*"}, std::pair{"folders:read", "folders:*"},
        std::pair{"folders:write", "folders:*"}, std::pair{"dashboards:create", "folders:*"},
        std::pair{"dashboards:write", "folders:*"}})
    all->Add({action, scope});
  return all;
}

std::string TextOfFolder(const DocumentRow& row) {
  JsonWriter title;
  JsonWriter uid;
  title.Value(row.title);
  uid.Value(row.uid);
  return SortedJson(R"({"schemaVersion":17})", std::vector<JsonMemberSet>{{"id", std::to_string(row.id)},
                                                                          {"title", title.Take()},
                                                                          {"uid", uid.Take()},
                                                                          {"version", std::to_string(row.version)}});
}

}  // namespace

DocumentPlanting::DocumentPlanting(const Stores& stores, bool rbac, Clock clock)
    : stores_(stores), rbac_(rbac), clock_(std::move(clock)) {
  std::map<std::string, std::int64_t> orgs;
  for (const OrgState& org : stores_.people.Orgs()) orgs[org.name] = org.id;
  for (const PersonState& person : stores_.people.People()) people_[person.login] = person.id;
  for (const TeamState& team : stores_.people.Teams()) teams_[orgs[team.org]][team.name] = team.id;
}

Planted DocumentPlanting::PlantFolder(const PlantedDocument& folder, std::int64_t org) {
  return Plant(folder, org, folder.exact.uid, &DocumentPlanting::MakeFolder);
}

Planted DocumentPlanting::PlantDashboard(const PlantedDocument& dashboard, std::int64_t org) {
  return Plant(dashboard, org, ReadDashboard(dashboard.source).uid, &DocumentPlanting::MakeDashboard);
}

Planted DocumentPlanting::Plant(const PlantedDocument& document, std::int64_t org, const std::string& uid,
                                Result<DocumentRow> (DocumentPlanting::*make)(const PlantedDocument&, std::int64_t)) {
  if (!uid.empty() && stores_.documents.Dashboard(org, uid))
    RefuseDocument(document.where, "the uid " + WithQuotes(uid) + " is in use");
  RefuseRepeated(document, rbac_);
  const auto made = (this->*make)(document, org);
  if (!made) RefuseDocument(document.where, WhyNotMade(made.error(), document.title));
  Finish(document, *made);
  return {.id = made->id, .uid = made->uid, .login = "", .secret = "", .tokens = {}};
}

Result<DocumentRow> DocumentPlanting::MakeFolder(const PlantedDocument& folder, std::int64_t org) {
  if (folder.exact.id != 0) return Place(folder, org, true);
  return stores_.documents.CreateFolder(MakerOf(folder, org), {.uid = folder.exact.uid, .title = folder.title});
}

Result<DocumentRow> DocumentPlanting::MakeDashboard(const PlantedDocument& dashboard, std::int64_t org) {
  if (dashboard.exact.id != 0) return Place(dashboard, org, false);
  const auto folder = FolderOf(dashboard, org);
  // As from a file: whatever id the source tells is that of another Grafana.
  return stores_.documents.SaveDashboard(MakerOf(dashboard, org), {.source = dashboard.source,
                                                                   .folder_uid = folder ? folder->uid : "",
                                                                   .message = dashboard.message,
                                                                   .of_file = 0});
}

DocumentRow DocumentPlanting::Place(const PlantedDocument& document, std::int64_t org, bool is_folder) {
  const DashboardMembers members = ReadDashboard(document.source);
  DocumentState state{.row = {.id = document.exact.id,
                              .org_id = org,
                              .uid = is_folder ? document.exact.uid : members.uid,
                              .title = document.title,
                              .slug = SlugOf(document.title),
                              .is_folder = is_folder,
                              .version = document.version,
                              .created = document.exact.created.value_or(ToTimestamp(clock_()))},
                      .text = document.source,
                      .message = document.message,
                      .tags = stores_.documents.TagsOf(members),
                      .acl = {},
                      .stars = {}};
  if (const auto folder = FolderOf(document, org)) state.row.folder_id = folder->id;
  state.row.updated = document.updated.value_or(state.row.created);
  if (!document.created_by.empty()) state.row.created_by = PersonOf(document.where, document.created_by);
  if (!document.updated_by.empty()) state.row.updated_by = PersonOf(document.where, document.updated_by);
  if (is_folder) state.text = TextOfFolder(state.row);
  state.row.has_acl = !rbac_ && document.permissions;
  if (state.row.has_acl) state.acl = AclOf(document, org);
  if (auto placed = stores_.states.Place(state); !placed)
    RefuseDocument(document.where, placed.error().cause + "; replace: true forgets what is there");
  return state.row;
}

// One that is placed has its own entries already.
void DocumentPlanting::Finish(const PlantedDocument& document, const DocumentRow& row) {
  if (rbac_) {
    ShareInstead(document, row);
  } else if (document.exact.id == 0 && document.permissions) {
    stores_.states.SetAcl(row, AclOf(document, row.org_id), ToTimestamp(clock_()));
  }
  for (const std::string& login : document.stars) {
    const Principal fan{.user_id = PersonOf(document.where, login), .org_id = row.org_id};
    if (auto starred = stores_.documents.Star(fan, row.id); !starred)
      RefuseDocument(document.where, "stars names " + WithQuotes(login) + " twice");
  }
}

// What a document has from the beginning is there unless it was placed.
std::vector<PlantedShare> DocumentPlanting::SharesOf(const PlantedDocument& document) const {
  if (document.permissions) return *document.permissions;
  if (!document.folder.empty()) return {};
  return {{PlantedTo::kRole, "Editor", DocumentLevel::kEdit}, {PlantedTo::kRole, "Viewer", DocumentLevel::kView}};
}

void DocumentPlanting::ShareInstead(const PlantedDocument& document, const DocumentRow& row) {
  if (document.exact.id == 0 && !document.permissions) return;
  std::vector<DocumentShare> shares;
  for (const PlantedShare& share : SharesOf(document)) {
    const bool role = share.to == PlantedTo::kRole;
    shares.push_back({.to = share.to,
                      .holder_id = HolderOf(document.where, share, row.org_id),
                      .role = role ? share.holder : "",
                      .level = share.level});
  }
  const auto everybody = [](const HeldPermissionRow& /*holder*/) { return true; };
  if (auto shared = stores_.sharing.ShareInstead(row, std::move(shares), everybody); !shared)
    RefuseDocument(document.where, "permissions: " + shared.error().cause);
}

std::vector<AclRow> DocumentPlanting::AclOf(const PlantedDocument& document, std::int64_t org) const {
  std::vector<AclRow> acl;
  for (const PlantedShare& share : SharesOf(document)) {
    const std::int64_t holder = HolderOf(document.where, share, org);
    acl.push_back({.user_id = share.to == PlantedTo::kUser ? holder : 0,
                   .team_id = share.to == PlantedTo::kTeam ? holder : 0,
                   .role = share.to == PlantedTo::kRole ? share.holder : "",
                   .permission = static_cast<std::int64_t>(share.level)});
  }
  return acl;
}

std::int64_t DocumentPlanting::PersonOf(const std::string& where, const std::string& login) const {
  const auto found = people_.find(login);
  if (found == people_.end()) RefuseUnknown(where, "user", login, NamesOf(people_));
  return found->second;
}

std::int64_t DocumentPlanting::HolderOf(const std::string& where, const PlantedShare& share, std::int64_t org) const {
  if (share.to == PlantedTo::kRole) return 0;
  if (share.to == PlantedTo::kUser) return PersonOf(where, share.holder);
  const auto teams = teams_.find(org);
  const Known known = teams == teams_.end() ? Known() : teams->second;
  const auto found = known.find(share.holder);
  if (found == known.end()) RefuseUnknown(where, "team", share.holder, NamesOf(known));
  return found->second;
}

Principal DocumentPlanting::MakerOf(const PlantedDocument& document, std::int64_t org) const {
  Principal maker{.kind = Principal::Kind::kKey, .org_id = org, .role = Role::kAdmin, .permissions = EveryDeed()};
  if (!document.created_by.empty()) {
    maker.kind = Principal::Kind::kUser;
    maker.user_id = PersonOf(document.where, document.created_by);
  }
  return maker;
}

std::optional<DocumentRow> DocumentPlanting::FolderOf(const PlantedDocument& dashboard, std::int64_t org) {
  if (dashboard.folder.empty()) return std::nullopt;
  if (auto by_uid = stores_.documents.Folder(org, dashboard.folder)) return *std::move(by_uid);
  std::vector<std::string> titles;
  for (FoundDocument& found : stores_.documents.List({.visible = {}, .dashboards = false}, MakerOf({}, org))) {
    if (found.row.title == dashboard.folder) return std::move(found.row);
    titles.push_back(found.row.title);
  }
  RefuseUnknown(dashboard.where, "folder", dashboard.folder, std::move(titles));
}

}  // namespace grafake::server
