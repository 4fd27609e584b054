#include "server/domain/documents.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "server/ascii.h"
#include "server/blanks.h"
#include "server/domain/dashboard_members.h"
#include "server/domain/digest.h"
#include "server/domain/document_levels.h"
#include "server/domain/drawn_uids.h"
#include "server/domain/refresh_interval.h"
#include "server/domain/slug.h"
#include "server/json/plain_numbers.h"
#include "server/json/sorted_json.h"
#include "server/json/writer.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

constexpr std::size_t kLongestUid = 40;
constexpr std::size_t kDrawnUid = 9;
constexpr std::size_t kMostAbove = 4;  // folders, where they stand in one another
constexpr std::size_t kLongestMessage = 500;
constexpr std::string_view kGeneral = "general";  // what is in no folder is shown as in one of this name

// A number of 15 digits that grows with the time, as Grafana draws those of resources: of its milliseconds 26 bits, of
// which the one above them is always set.
std::int64_t DrawnId(Instant now) {
  constexpr std::int64_t kCycle = std::int64_t{1} << 26;
  constexpr int kStepBits = 22;
  const auto since = std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count();
  return ((since % kCycle) | kCycle) << kStepBits;
}

tl::unexpected<Error> NotInThatFolder(Error error) {
  error.code = ErrorCode::kFolderNotFound;
  return tl::unexpected(std::move(error));
}

tl::unexpected<Error> MissingDocument(std::int64_t org_id, Noun noun, std::string_view by, std::string value) {
  return Fail(ErrorCode::kNotFound, noun == Noun::kFolder ? "folder not found" : "Dashboard not found",
              NotThere{noun, by, std::move(value), Within{Noun::kOrg, org_id}});
}

std::vector<std::string_view> ActionList(const DocumentChange& change, DocumentLevel level, bool in_detail) {
  const auto actions = ActionsOfLevel(change.is_folder, level, in_detail);
  return {actions.begin(), actions.end()};
}

// Its maker administers it; what is in no folder, and folders themselves, others may use by their role.
std::vector<DocumentGrant> FirstGrants(const Principal& maker, const DocumentChange& change, bool in_detail) {
  using To = DocumentGrant::To;
  const auto actions = [&](DocumentLevel level) { return ActionList(change, level, in_detail); };
  std::vector<DocumentGrant> grants;
  if (maker.HasUser()) grants.push_back({To::kUser, maker.user_id, "", actions(DocumentLevel::kAdmin)});
  if (change.folder_id != 0) return grants;
  grants.push_back({To::kRole, 0, "Editor", actions(DocumentLevel::kEdit)});
  grants.push_back({To::kRole, 0, "Viewer", actions(DocumentLevel::kView)});
  return grants;
}

// The same without RBAC.
std::vector<AclRow> FirstAcl(const Principal& maker, bool in_folder) {
  const auto number = [](DocumentLevel level) { return static_cast<std::int64_t>(level); };
  std::vector<AclRow> acl;
  if (maker.HasUser()) acl.push_back({.user_id = maker.user_id, .permission = number(DocumentLevel::kAdmin)});
  if (in_folder) return acl;
  acl.push_back({.role = "Editor", .permission = number(DocumentLevel::kEdit)});
  acl.push_back({.role = "Viewer", .permission = number(DocumentLevel::kView)});
  return acl;
}

std::string Quoted(std::string_view text) {
  JsonWriter json;
  json.Value(text);
  return json.Take();
}

// The text as it is stored: with what it became.
std::string StoredText(std::string_view source, const std::string& title, std::int64_t id, const std::string& uid,
                       std::int64_t version, const std::string& refresh = {}) {
  std::vector<JsonMemberSet> members{
      {"id", std::to_string(id)}, {"title", Quoted(title)}, {"uid", Quoted(uid)}, {"version", std::to_string(version)}};
  if (!refresh.empty()) members.push_back({"refresh", Quoted(refresh)});
  return SortedJson(source, members);
}

}  // namespace

Result<Done> UidIsFit(const std::string& uid) {
  const auto fits = [](char c) { return IsLetterOrDigit(c) || c == '-' || c == '_'; };
  if (!std::ranges::all_of(uid, fits))
    return Fail(ErrorCode::kUidMalformed, "uid contains illegal characters",
                InputUnfit{InputUnfit::Where::kMember, "uid", uid, "letters, digits, '-' and '_'", true});
  if (uid.size() > kLongestUid)
    return Fail(ErrorCode::kUidTooLong, "uid too long, max 40 characters",
                InputUnfit{InputUnfit::Where::kMember, "uid", uid, "40 characters at most", true});
  return Done();
}

Result<DocumentRow> Documents::Folder(std::int64_t org_id, const std::string& uid) {
  auto found = store_.FindFolder(org_id, uid);
  if (!found) return MissingDocument(org_id, Noun::kFolder, "uid", uid);
  return *std::move(found);
}

Result<DocumentRow> Documents::FolderById(std::int64_t org_id, std::int64_t id) {
  auto found = store_.FindById(org_id, id);
  if (!found || !found->is_folder) return MissingDocument(org_id, Noun::kFolder, "id", std::to_string(id));
  return *std::move(found);
}

Result<DocumentRow> Documents::Dashboard(std::int64_t org_id, const std::string& uid) {
  auto found = store_.FindByUid(org_id, uid);
  if (!found || (terms_.resources && found->is_folder)) return MissingDocument(org_id, Noun::kDashboard, "uid", uid);
  return *std::move(found);
}

Result<DocumentRow> Documents::DashboardById(std::int64_t org_id, std::int64_t id) {
  auto found = store_.FindById(org_id, id);
  if (!found) return MissingDocument(org_id, Noun::kDashboard, "id", std::to_string(id));
  return *std::move(found);
}

Result<DocumentRow> Documents::Save(const Principal& maker, DocumentChange change) {
  change.org_id = maker.org_id;
  change.user_id = maker.HasUser() ? maker.user_id : 0;
  change.slug = terms_.resources ? ShortSlugOf(change.title) : SlugOf(change.title);
  change.now = ToTimestamp(clock_());
  change.as_resource = terms_.resources;
  if (terms_.resources) {
    change.drawn_uid = DrawUid(change.is_folder ? DrawnUids::kShort : DrawnUids::kUuid, clock_());
    change.drawn_id = DrawnId(clock_());
  } else {
    change.drawn_uid = RandomText(kDrawnUid);
  }
  if (rights_.rbac()) {
    change.grants = FirstGrants(maker, change, terms_.shares_in_detail);
  } else if (terms_.editors_can_admin) {
    change.acl = FirstAcl(maker, change.folder_id != 0);
  }
  change.reader = rights_.ReaderOf(maker);
  return store_.Save(change);
}

Result<Done> Documents::FolderNameIsFit(const DocumentChange& change, bool is_new) const {
  if (change.title.empty()) return Fail(ErrorCode::kUntitled, "folder title cannot be empty", MemberMissing{"title"});
  if (!terms_.resources && LowerText(change.title) == kGeneral)
    return Fail(ErrorCode::kReserved, "A folder with that name already exists",
                TakenAlready{Noun::kFolder, "name", change.title});
  if (terms_.resources && !is_new) return Done();
  if (change.uid == kGeneral)
    return Fail(ErrorCode::kInvalid, "invalid uid for folder provided", TakenAlready{Noun::kFolder, "uid", change.uid});
  return UidIsFit(change.uid);
}

Result<DocumentRow> Documents::SaveFolder(const Principal& maker, DocumentChange change, const FolderWish& wish) {
  const bool is_new = change.id == 0;
  change.is_folder = true;
  if (is_new || !terms_.resources) change.uid = wish.uid;
  change.title = TrimBlanks(wish.title);
  change.version = wish.version;
  change.overwrite = wish.overwrite;
  change.must_be_new = is_new && terms_.resources;
  if (auto fit = FolderNameIsFit(change, is_new); !fit) return tl::unexpected(fit.error());
  const auto parent = ParentOf(maker, is_new ? wish.parent_uid : "");
  if (!parent) return tl::unexpected(parent.error());
  if (*parent) change.folder_id = (*parent)->id;
  change.text = [title = change.title](std::int64_t id, const std::string& uid, std::int64_t version) {
    return StoredText(R"({"schemaVersion":17})", title, id, uid, version);
  };
  const bool may_create = rights_.MayCreateFolders(maker, *parent ? &**parent : nullptr);
  change.may = [&](const DocumentRow* there, std::int64_t level) {
    return there == nullptr ? may_create : rights_.MayAt(maker, DocumentDeed::kWrite, *there, level);
  };
  return Save(maker, std::move(change));
}

Result<std::optional<DocumentRow>> Documents::ParentOf(const Principal& maker, const std::string& uid) {
  if (!terms_.resources || uid.empty() || uid == kGeneral) return std::nullopt;
  auto found = Folder(maker.org_id, uid);
  if (!found) return NotInThatFolder(std::move(found).error());
  if (FoldersAbove(*found) >= kMostAbove) return Fail(ErrorCode::kTooDeep, "maximum folder depth reached");
  return std::optional(*std::move(found));
}

Result<DocumentRow> Documents::MoveFolder(const Principal& mover, const std::string& uid,
                                          const std::string& parent_uid) {
  return store_.MoveFolder({.org_id = mover.org_id,
                            .uid = uid,
                            .parent_uid = parent_uid == kGeneral ? std::string() : parent_uid,
                            .most_above = kMostAbove,
                            .may = [&](const DocumentRow& folder, const DocumentRow* parent) {
                              return rights_.MayAt(mover, DocumentDeed::kWrite, folder, 0) &&
                                     rights_.MayCreateFolders(mover, parent);
                            }});
}

Result<DocumentRow> Documents::CreateFolder(const Principal& maker, const FolderWish& wish) {
  return SaveFolder(maker, {}, wish);
}

Result<DocumentRow> Documents::UpdateFolder(const Principal& maker, const std::string& uid, const FolderWish& wish) {
  const auto there = Folder(maker.org_id, uid);
  if (!there) return there;
  DocumentChange change;
  change.id = there->id;
  change.folder_id = there->folder_id;
  return SaveFolder(maker, std::move(change), wish);
}

std::vector<std::string> Documents::TagsOf(const DashboardMembers& members) const {
  return terms_.resources || members.tags_are_texts ? members.tags : std::vector<std::string>();
}

Result<DocumentRow> Documents::SaveDashboard(const Principal& maker, const DashboardWish& wish) {
  const DashboardMembers members = ReadDashboard(wish.source);
  if (terms_.resources && wish.message.size() > kLongestMessage)
    return Fail(ErrorCode::kMessageTooLong, "message too long, max 500 characters",
                InputUnfit{InputUnfit::Where::kMember, "message", std::to_string(wish.message.size()) + " bytes",
                           "500 at most"});
  std::optional<DocumentRow> folder;
  if (!wish.folder_uid.empty()) {
    auto found = Folder(maker.org_id, wish.folder_uid);
    if (!found) return NotInThatFolder(std::move(found).error());
    folder = *std::move(found);
  }
  if (members.title.empty())
    return Fail(ErrorCode::kUntitled, "Dashboard title cannot be empty", MemberMissing{"title"});
  if (auto fit = UidIsFit(members.uid); !fit) return tl::unexpected(fit.error());
  if (!folder && wish.folder_id != 0) {
    auto found = FolderById(maker.org_id, wish.folder_id);
    if (!found) return NotInThatFolder(std::move(found).error());
    folder = *std::move(found);
  }
  return SaveIn(maker, folder ? &*folder : nullptr, members, wish);
}

bool Documents::MayInsteadOfFile(const std::string& provider) const {
  const auto found = providers_.Find(provider);
  return found && found->changed_by_all;
}

Result<DocumentRow> Documents::SaveIn(const Principal& maker, const DocumentRow* folder,
                                      const DashboardMembers& members, const DashboardWish& wish) {
  DocumentChange change{.is_folder = wish.is_folder,
                        .id = members.id,
                        .uid = members.uid,
                        .title = members.title,
                        .folder_id = folder == nullptr ? 0 : folder->id,
                        .version = members.version,
                        .overwrite = wish.overwrite,
                        .tags = TagsOf(members),
                        .message = wish.message,
                        .restored_from = wish.restored_from};
  const bool too_often = IsRefreshedTooOften(members.refresh, terms_.shortest_refresh);
  if (wish.of_file) {
    change.id = *wish.of_file;
  } else {
    change.may_instead_of_file = [this](const std::string& provider) { return MayInsteadOfFile(provider); };
    change.takes_from_file = terms_.provisioning.change_releases;
    change.elements = members.elements;
  }
  const std::string source = terms_.resources ? WithPlainNumbers(wish.source) : std::string(wish.source);
  change.text = [&](std::int64_t id, const std::string& uid, std::int64_t version) {
    return StoredText(source, members.title, id, uid, version, too_often ? terms_.shortest_refresh : "");
  };
  const bool may_create = rights_.MayCreateIn(maker, folder);
  change.may = [&](const DocumentRow* there, std::int64_t level) {
    if (there == nullptr) return may_create;
    const bool stays = there->folder_id == change.folder_id;
    return (stays || may_create) && rights_.MayAt(maker, DocumentDeed::kWrite, *there, level);
  };
  return Save(maker, std::move(change));
}

Result<DocumentRow> Documents::Delete(const DocumentRow& document) {
  const bool kept = document.is_folder ? terms_.provisioning.keeps_folder && HasDashboardsOfFiles(document)
                                       : provisioned_.Of(document.id).has_value();
  if (kept) return Fail(ErrorCode::kFixed, "provisioned dashboard cannot be deleted");
  return store_.Erase(document.org_id, document.id);
}

bool Documents::HasDashboardsOfFiles(const DocumentRow& folder) {
  return std::ranges::any_of(provisioned_.List(), [&](const ProvisionedRow& row) {
    const auto dashboard = store_.FindById(row.org_id, row.document_id);
    return dashboard && dashboard->folder_id == folder.id;
  });
}

DocumentFile Documents::FileOf(const DocumentRow& document) {
  const auto row = provisioned_.Of(document.id);
  if (!row || row->path.empty()) return {};
  const auto provider = providers_.Find(row->provider);
  DocumentFile file{.makes_it = true, .alone = !provider || !provider->changed_by_all};
  if (provider) file.name = std::filesystem::path(row->path).lexically_relative(provider->folder).string();
  return file;
}

bool Documents::IsForFiles(const DocumentRow& folder) {
  return terms_.provisioning.folder_is_marked && provisioned_.Of(folder.id).has_value();
}

Result<DocumentStore::VersionText> Documents::Version(const DocumentRow& document, std::int64_t number) {
  auto found = store_.FindVersion(document.id, number);
  if (!found)
    return Fail(ErrorCode::kNotFound, "dashboard version not found",
                NotThere{Noun::kDashboard, "version", std::to_string(number)});
  return *std::move(found);
}

Result<Done> Documents::Star(const Principal& caller, std::int64_t id) {
  if (!caller.HasUser()) return Fail(ErrorCode::kUserNotFound, "nobody to have stars");
  return store_.Star(caller.user_id, id);
}

std::vector<FoundDocument> Documents::List(DocumentQuery query, const Principal& reader, bool to_edit) {
  query.org_id = reader.org_id;
  query.visible = rights_.VisibleTo(reader, to_edit);
  // Beside dashboards that he may change, folders that he may see.
  if (to_edit && terms_.resources && query.dashboards) {
    auto seen = rights_.VisibleTo(reader, false);
    query.visible.all_folders = seen.all_folders;
    query.visible.folder_uids = std::move(seen.folder_uids);
  }
  return store_.List(query, reader.user_id);
}

}  // namespace grafake::server
