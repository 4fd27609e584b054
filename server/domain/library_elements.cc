#include "server/domain/library_elements.h"

#include <set>

#include "server/domain/drawn_uids.h"
#include "server/json/reader.h"
#include "server/json/sorted_json.h"
#include "server/json/writer.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

constexpr std::int64_t kPanel = 1;
constexpr std::int64_t kVariable = 2;

std::string JsonOf(std::string_view text) {
  JsonWriter json;
  json.Value(text);
  return json.Take();
}

tl::unexpected<Error> ModelUnfit(std::string_view member) {
  return Fail(ErrorCode::kInvalid, "the model cannot be read",
              InputUnfit{InputUnfit::Where::kMember, std::string(member), "something else", "another type"});
}

// Type and description stand in the model and beside it: what the model has counts, and it gets what it has not.
Result<Done> JoinWithModel(ElementRow& row) {
  const auto value = ReadJson(row.model);
  if (row.model.empty() || !value || value->kind != JsonValue::Kind::kObject) return ModelUnfit("model");
  JsonMembers members(*value);
  while (const JsonMember* const member = members.Next()) {
    const bool type = member->name == "type";
    if ((!type && member->name != "description") || member->value.kind == JsonValue::Kind::kNull) continue;
    if (member->value.kind != JsonValue::Kind::kString) return ModelUnfit(member->name);
    (type ? row.type : row.description) = member->value.Text();
  }
  std::vector<JsonMemberSet> joined{{"type", JsonOf(row.type)}, {"description", JsonOf(row.description)}};
  if (row.kind == kVariable) joined.push_back({"name", JsonOf(row.name)});
  row.model = SortedJson(row.model, joined);
  return Done();
}

tl::unexpected<Error> NotSeen(std::int64_t org_id, const std::string& uid) {
  return Fail(ErrorCode::kNotFound, "library element could not be found",
              NotThere{Noun::kElement, "uid", uid, Within{Noun::kOrg, org_id}});
}

}  // namespace

Result<Done> LibraryElements::KindIsKnown(std::int64_t kind) const {
  if (kind == kPanel || (kind == kVariable && !rules_.resources)) return Done();
  return Fail(ErrorCode::kInvalid, "library element kind is not supported",
              InputUnfit{InputUnfit::Where::kMember, "kind", std::to_string(kind), "1 or 2", true});
}

// What is in none takes a right on all folders.
bool LibraryElements::MayCreateIn(const Principal& caller, const DocumentRow* folder) const {
  const std::vector<std::string> scopes =
      folder == nullptr ? std::vector<std::string>{"folders:uid:"} : ScopesOfDocument(*folder);
  return caller.permissions->Covers("library.panels:create", scopes);
}

Result<Done> LibraryElements::MayChangeIn(const Principal& caller, std::int64_t folder_id) {
  const auto denied = [] { return Fail(ErrorCode::kDenied, "access denied to folder"); };
  if (folder_id == 0 && rules_.resources) return MayCreateIn(caller, nullptr) ? Result<Done>(Done()) : denied();
  if (folder_id == 0) return caller.role >= Role::kEditor ? Result<Done>(Done()) : denied();
  auto folder = documents_.FolderById(caller.org_id, folder_id);
  if (!folder) {
    folder.error().code = ErrorCode::kFolderNotFound;
    return tl::unexpected(folder.error());
  }
  const bool may =
      rules_.resources ? MayCreateIn(caller, &*folder) : rights_.May(caller, DocumentDeed::kWrite, *folder);
  return may ? Result<Done>(Done()) : denied();
}

Result<std::int64_t> LibraryElements::FolderOf(const Principal& caller, const ElementWish& wish, std::int64_t old) {
  std::int64_t id = wish.folder_id.value_or(old);
  if (wish.folder_uid) id = 0;
  if (wish.folder_uid && !wish.folder_uid->empty()) {
    auto folder = documents_.Folder(caller.org_id, *wish.folder_uid);
    if (!folder) {
      folder.error().code = ErrorCode::kFolderNotFound;
      return tl::unexpected(folder.error());
    }
    id = folder->id;
  }
  return MayChangeIn(caller, id).map([id](Done) { return id; });
}

Result<ElementRow> LibraryElements::Create(const Principal& maker, const ElementWish& wish) {
  if (auto fit = UidIsFit(wish.uid); !fit) return tl::unexpected(fit.error());
  if (auto known = KindIsKnown(wish.kind); !known) return tl::unexpected(known.error());
  ElementRow row{.org_id = maker.org_id,
                 .uid = wish.uid.empty() ? DrawUid(rules_.uids, clock_()) : wish.uid,
                 .name = wish.name,
                 .kind = wish.kind,
                 .model = wish.model.value_or(""),
                 .created = ToTimestamp(clock_()),
                 .updated = ToTimestamp(clock_()),
                 .creator = {.id = maker.user_id},
                 .updater = {.id = maker.user_id}};
  if (auto joined = JoinWithModel(row); !joined) return tl::unexpected(joined.error());
  const auto folder = FolderOf(maker, wish, 0);
  if (!folder && rules_.resources && folder.error().code == ErrorCode::kFolderNotFound && wish.folder_id) {
    row.folder_id = *wish.folder_id;
    (void)store_.Insert(row);
  }
  if (!folder) return tl::unexpected(folder.error());
  row.folder_id = *folder;
  return store_.Insert(row);
}

Result<ElementRow> LibraryElements::Update(const Principal& maker, const std::string& uid, const ElementWish& wish) {
  auto there = Get(maker, uid);
  if (!there) return there;
  if (there->version != wish.version)
    return Fail(ErrorCode::kVersionMismatch, "version mismatch", ChangedSince{there->version, wish.version});
  if (auto fit = UidIsFit(wish.uid); !fit) return tl::unexpected(fit.error());
  const bool moves = wish.folder_id || wish.folder_uid;
  if (!rules_.resources || moves) {
    const auto folder = FolderOf(maker, wish, there->folder_id);
    if (!folder) return tl::unexpected(folder.error());
    if (auto may = MayChangeIn(maker, there->folder_id); !may) return tl::unexpected(may.error());
    there->folder_id = *folder;
  }
  if (!wish.name.empty()) there->name = wish.name;
  if (wish.model) there->model = *wish.model;
  there->updated = ToTimestamp(clock_());
  there->updater = {.id = maker.user_id};
  if (auto joined = JoinWithModel(*there); !joined) return tl::unexpected(joined.error());
  return store_.Update(*there, wish.uid.empty() ? uid : wish.uid);
}

Result<ElementRow> LibraryElements::Delete(const Principal& caller, const std::string& uid) {
  const auto there = Get(caller, uid);
  if (!there) return there;
  if (!rules_.resources) {
    if (auto may = MayChangeIn(caller, there->folder_id); !may) return tl::unexpected(may.error());
  }
  return store_.Erase(caller.org_id, uid);
}

Result<ElementRow> LibraryElements::Get(const Principal& reader, const std::string& uid) {
  auto found = store_.Find(reader.org_id, uid);
  if (!found) return NotSeen(reader.org_id, uid);
  if (found->folder_id == 0) return *std::move(found);
  const auto folder = documents_.FolderById(reader.org_id, found->folder_id);
  if (folder && !rights_.May(reader, DocumentDeed::kRead, *folder)) return NotSeen(reader.org_id, uid);
  return *std::move(found);
}

// All are counted and stand on pages, and of a page those are shown that the reader may see.
ElementList LibraryElements::ListOfResources(const Principal& reader, const ElementQuery& query) {
  std::set<std::string> seen;
  for (const FoundDocument& folder : documents_.List({.dashboards = false}, reader)) seen.insert(folder.row.uid);
  ElementList list = store_.List(query);
  std::erase_if(list.rows, [&](const ElementRow& row) { return row.folder_id != 0 && !seen.contains(row.folder_uid); });
  return list;
}

ElementList LibraryElements::List(const Principal& reader, ElementQuery query) {
  query.org_id = reader.org_id;
  if (rules_.resources) return ListOfResources(reader, query);
  const auto visible = rights_.VisibleTo(reader, false);
  query.every_folder = visible.all_folders && !visible.reader;
  if (!query.every_folder) {
    for (const FoundDocument& folder : documents_.List({.dashboards = false}, reader))
      query.folder_uids.push_back(folder.row.uid);
  }
  return store_.List(query);
}

}  // namespace grafake::server
