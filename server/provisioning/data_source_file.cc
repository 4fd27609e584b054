#include "server/provisioning/data_source_file.h"

#include "server/provisioning/file_reader.h"
#include "server/provisioning/go_yaml.h"

namespace grafake::server {
namespace {

// What members are called, in files with a version and without.
struct MemberNames {
  std::string_view unwanted, org_id, basic_auth, basic_auth_user, with_credentials, is_default, json_data, secrets;
  std::string_view list_type, item_type;
};

constexpr MemberNames kNamesNow{"deleteDatasources",
                                "orgId",
                                "basicAuth",
                                "basicAuthUser",
                                "withCredentials",
                                "isDefault",
                                "jsonData",
                                "secureJsonData",
                                "datasources.deleteDatasourceConfigV1",
                                "datasources.upsertDataSourceFromConfigV1"};
constexpr MemberNames kFirstNames{"delete_datasources",
                                  "org_id",
                                  "basic_auth",
                                  "basic_auth_user",
                                  "with_credentials",
                                  "is_default",
                                  "json_data",
                                  "secure_json_data",
                                  "datasources.deleteDatasourceConfigV0",
                                  "datasources.upsertDataSourceFromConfigV0"};

// 0 means the first one, as does no number at all.
void ReadOrg(const FileReader& reader, std::string_view name, std::int64_t& org_id) {
  reader.Integer(name, org_id);
  if (org_id == 0) org_id = 1;
}

ProvisionedDataSource SourceIn(const FileReader& reader, const MemberNames& names) {
  ProvisionedDataSource source;
  DataSourceWish& wish = source.wish;
  bool editable = false;
  ReadOrg(reader, names.org_id, source.org_id);
  reader.Text("name", wish.name);
  reader.Text("type", wish.type);
  reader.Text("access", wish.access);
  reader.Text("url", wish.url);
  reader.Text("user", wish.user);
  reader.Text("database", wish.database);
  reader.Boolean(names.basic_auth, wish.basic_auth);
  reader.Text(names.basic_auth_user, wish.basic_auth_user);
  reader.Boolean(names.with_credentials, wish.with_credentials);
  reader.Boolean(names.is_default, wish.is_default);
  reader.Json(names.json_data, wish.json_data);
  reader.Texts(names.secrets, wish.secrets);
  reader.Boolean("editable", editable);
  reader.Text("uid", wish.uid);
  wish.read_only = !editable;
  return source;
}

// A file without it is an old one.
std::int64_t VersionOf(const YamlValue& top) {
  if (top.kind == YamlValue::Kind::kNull) return 0;
  if (top.kind != YamlValue::Kind::kMap) throw FileProblem{CannotUnmarshal(top, "datasources.configVersion")};
  const YamlValue* const version = top.Find("apiVersion");
  if (version == nullptr || version->kind == YamlValue::Kind::kNull) return 0;
  const auto number = YamlWholeOf(*version);
  if (!number) throw FileProblem{CannotUnmarshal(*version, "int64")};
  return *number;
}

}  // namespace

tl::expected<DataSourceFile, std::string> ReadDataSourceFile(std::string_view text, const ExpandValue& expand) try {
  const auto top = ReadGoYaml(text);
  if (!top) return tl::unexpected(top.error());
  DataSourceFile file{.outdated = VersionOf(*top) == 0};
  const MemberNames& names = file.outdated ? kFirstNames : kNamesNow;
  const FileReader reader(*top, expand);
  for (const YamlValue* item : reader.Maps("datasources", names.item_type))
    file.wanted.push_back(SourceIn(FileReader(*item, expand), names));
  for (const YamlValue* item : reader.Maps(names.unwanted, names.list_type)) {
    const FileReader members(*item, expand);
    UnwantedDataSource& unwanted = file.unwanted.emplace_back();
    members.Text("name", unwanted.name);
    ReadOrg(members, names.org_id, unwanted.org_id);
  }
  return file;
} catch (const FileProblem& problem) {
  return tl::unexpected(problem.sentence);
}

}  // namespace grafake::server
