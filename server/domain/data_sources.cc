#include "server/domain/data_sources.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/domain/base64.h"
#include "server/domain/digest.h"
#include "server/domain/drawn_uids.h"
#include "server/storage/grounds.h"
#include "server/storage/not_found.h"

namespace grafake::server {
namespace {

constexpr std::size_t kLongestSourceUid = 40;

bool IsUidCharacter(char c) { return IsDigit(c) || IsLetter(c) || c == '-' || c == '_'; }

bool IsUid(const std::string& uid) {
  return uid.size() <= kLongestSourceUid && std::ranges::all_of(uid, IsUidCharacter);
}

tl::unexpected<Error> NameTooLong(const std::string& name, std::size_t longest) {
  return Fail(ErrorCode::kInvalid, "max length is " + std::to_string(longest),
              InputUnfit{InputUnfit::Where::kMember, "name", std::to_string(name.size()) + " bytes",
                         "at most " + std::to_string(longest)});
}

tl::unexpected<Error> NoUid(const DataSourceWish& wish) {
  const bool long_alone = std::ranges::all_of(wish.uid, IsUidCharacter);
  return Fail(long_alone ? ErrorCode::kUidTooLong : ErrorCode::kUidMalformed,
              "[datasource.uidInvalid] invalid UID for datasource " + wish.name +
                  ": invalid format of UID. Only letters, numbers, '-' and '_' are allowed",
              InputUnfit{InputUnfit::Where::kMember, "uid", wish.uid, "at most 40 letters, digits, - and _", true});
}

tl::unexpected<Error> NoName() {
  return Fail(ErrorCode::kInvalid, "unique identifier and org id are needed to be able to get or delete a datasource",
              MemberMissing{"name"});
}

// As Grafana makes it of a name in a file.
std::string UidOfName(const std::string& name) {
  constexpr std::size_t kBytesOfDigest = 8;
  std::string hex = Hex(Sha256Of(name).data(), kBytesOfDigest);
  std::ranges::transform(hex, hex.begin(), UpperAscii);
  return "P" + hex;
}

tl::unexpected<Error> FromFile() {
  return Fail(ErrorCode::kFixed, "data source is readonly, can only be updated from configuration",
              Clash::kProvisionedChanged);
}

Result<DataSourceRow> FoundOr(std::optional<DataSourceRow> row, std::int64_t org_id, std::string_view by,
                              std::string value) {
  if (!row) return DataSourceNotFound(org_id, by, std::move(value));
  return *std::move(row);
}

}  // namespace

const DataSourceType* DataSources::FindType(std::string_view id) const {
  const auto found = std::ranges::find(rules_.types, id, &DataSourceType::id);
  return found == rules_.types.end() ? nullptr : &*found;
}

DataSourceRow DataSources::RowOf(std::int64_t org_id, const DataSourceWish& wish) const {
  DataSourceRow row{.org_id = org_id,
                    .uid = wish.uid,
                    .name = wish.name,
                    .type = wish.type,
                    .access = wish.access,
                    .url = wish.url,
                    .user = wish.user,
                    .database = wish.database,
                    .basic_auth = wish.basic_auth,
                    .basic_auth_user = wish.basic_auth_user,
                    .with_credentials = wish.with_credentials,
                    .is_default = wish.is_default,
                    .json_data = wish.json_data,
                    .read_only = wish.read_only};
  const auto renamed = std::ranges::find_if(
      rules_.types, [&](const auto& type) { return !type.alias.empty() && type.alias == row.type; });
  if (renamed != rules_.types.end()) row.type = renamed->id;
  Sealing::Together sealing(sealing_);
  for (const auto& [name, secret] : wish.secrets)
    row.secrets[name] = secret.empty() ? std::string() : EncodeBase64(sealing.Seal(secret));
  return row;
}

Result<DataSourceRow> DataSources::Create(std::int64_t org_id, const DataSourceWish& wish) {
  if (rules_.longest_name != 0 && wish.name.size() > rules_.longest_name)
    return NameTooLong(wish.name, rules_.longest_name);
  // That a name is taken is said before anything of the uid.
  const bool unfit = rules_.uids_are_checked && !IsUid(wish.uid) && !store_.FindByName(org_id, wish.name);
  if (unfit) return NoUid(wish);
  DataSourceRow row = RowOf(org_id, wish);
  if (row.uid.empty()) row.uid = DrawUid(uids_, clock_());
  return store_.Insert(std::move(row), ToTimestamp(clock_()));
}

Result<DataSourceRow> DataSources::Update(const DataSourceRow& present, const DataSourceWish& wish) {
  return present.read_only ? Result<DataSourceRow>(FromFile()) : Change(present, wish);
}

Result<DataSourceRow> DataSources::Change(const DataSourceRow& present, const DataSourceWish& wish) {
  if (rules_.uids_stay && !wish.uid.empty() && wish.uid != present.uid)
    return Fail(ErrorCode::kUidTaken, "data source uid cannot be changed", Clash::kUidChanged);
  DataSourceRow row = RowOf(present.org_id, wish);
  row.id = present.id;
  row.version = wish.version + 1;
  return store_.Update(row, ToTimestamp(clock_()));
}

Result<Done> DataSources::Delete(const DataSourceRow& present) {
  if (present.read_only) return FromFile();
  return store_.Erase(present.org_id, present.id);
}

Result<Done> DataSources::Place(std::int64_t org_id, std::int64_t id, const DataSourceWish& wish,
                                const std::map<std::string, std::string>& sealed) {
  DataSourceRow row = RowOf(org_id, wish);
  row.id = id;
  row.version = wish.version;
  row.secrets.insert(sealed.begin(), sealed.end());
  return store_.Place(row, ToTimestamp(clock_()));
}

Result<DataSourceRow> DataSources::Put(std::int64_t org_id, const DataSourceWish& wish) {
  if (wish.name.empty()) return NoName();
  if (const auto present = store_.FindByName(org_id, wish.name)) return Change(*present, wish);
  DataSourceWish named = wish;
  if (named.uid.empty()) named.uid = UidOfName(wish.name);
  return Create(org_id, named);
}

Result<bool> DataSources::Remove(std::int64_t org_id, const std::string& name) {
  if (name.empty()) return NoName();
  const auto present = store_.FindByName(org_id, name);
  if (!present) return false;
  return store_.Erase(org_id, present->id).map([](Done) { return true; });
}

Result<DataSourceRow> DataSources::Get(std::int64_t org_id, std::int64_t id) {
  return FoundOr(store_.Find(org_id, id), org_id, "id", std::to_string(id));
}

Result<DataSourceRow> DataSources::GetByUid(std::int64_t org_id, const std::string& uid) {
  return FoundOr(store_.FindByUid(org_id, uid), org_id, "uid", uid);
}

Result<DataSourceRow> DataSources::GetByName(std::int64_t org_id, const std::string& name) {
  return FoundOr(store_.FindByName(org_id, name), org_id, "name", name);
}

}  // namespace grafake::server
