#include "server/domain/file_documents.h"

#include "server/blanks.h"
#include "server/domain/digest.h"
#include "server/domain/slug.h"

namespace grafake::server {
namespace {

// Whom the makers of files are: an Admin whose name nobody knows.
Principal NobodyOf(std::int64_t org_id) {
  auto everything = std::make_shared<PermissionSet>();
  for (const auto& [action, scope] :
       {std::pair{"folders:create", "folders:*"}, std::pair{"folders:write", "folders:*"},
        std::pair{"dashboards:create", "folders:*"}, std::pair{"dashboards:write", "folders:*"}})
    everything->Add({action, scope});
  return {.kind = Principal::Kind::kKey, .org_id = org_id, .role = Role::kAdmin, .permissions = std::move(everything)};
}

}  // namespace

std::string FileCheckSum(std::string_view text) { return Md5Hex(text); }

void FileDocuments::Begin(std::map<std::string, DocumentProvider> providers) {
  for (const ProvisionedRow& row : store_.List()) {
    if (!providers.contains(row.provider)) Drop(row, false);
  }
  documents_.providers().Set(std::move(providers));
}

std::map<std::string, ProvisionedRow> FileDocuments::MadeBy(const std::string& provider) {
  std::map<std::string, ProvisionedRow> made;
  for (ProvisionedRow& row : store_.List()) {
    if (row.provider != provider) continue;
    std::string path = row.path;
    made.insert_or_assign(std::move(path), std::move(row));
  }
  return made;
}

std::optional<DocumentRow> FileDocuments::Known(std::int64_t org_id, const std::string& title, const std::string& uid) {
  if (!rules_.folder_by_uid) return store_.FindBySlug(org_id, SlugOf(title));
  if (uid.empty()) {
    auto named = store_.FindBySlug(org_id, ShortSlugOf(title));
    return named && named->is_folder ? std::move(named) : std::nullopt;
  }
  auto found = documents_.Folder(org_id, uid);
  return found ? std::optional(*std::move(found)) : std::nullopt;
}

Result<DocumentRow> FileDocuments::Folder(std::int64_t org_id, const std::string& title, const std::string& uid) {
  if (auto known = Known(org_id, std::string(TrimBlanks(title)), uid)) {
    if (!known->is_folder) return Fail(ErrorCode::kFixed, "got invalid response. expected folder, found dashboard");
    return *std::move(known);
  }
  auto made = documents_.CreateFolder(NobodyOf(org_id), {.uid = uid, .title = title, .overwrite = true});
  if (!made || !rules_.folder_is_marked) return made;
  const auto marked = store_.Put({.document_id = made->id, .org_id = org_id}, ToTimestamp(clock_()));
  if (!marked) return tl::unexpected(marked.error());
  return made;
}

Result<DocumentRow> FileDocuments::Save(const FileWish& wish) {
  auto saved = documents_.SaveDashboard(
      NobodyOf(wish.org_id),
      {.source = wish.source, .folder_uid = wish.folder_uid, .overwrite = true, .of_file = wish.of_file});
  if (!saved) return saved;
  const auto noted = store_.Put({.document_id = saved->id,
                                 .org_id = wish.org_id,
                                 .provider = wish.provider,
                                 .path = wish.path,
                                 .check_sum = FileCheckSum(wish.source)},
                                ToTimestamp(clock_()));
  if (!noted) return tl::unexpected(noted.error());
  return saved;
}

void FileDocuments::Drop(const ProvisionedRow& row, bool keep) {
  const auto released = store_.Release(row.document_id);
  if (!released || keep) return;
  if (const auto document = documents_.DashboardById(row.org_id, row.document_id)) (void)documents_.Delete(*document);
}

}  // namespace grafake::server
