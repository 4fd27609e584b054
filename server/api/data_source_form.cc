#include "server/api/data_source_form.h"

#include <algorithm>
#include <array>
#include <optional>

#include "server/http/form.h"
#include "server/http/target_url.h"
#include "server/json/sorted_json.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

using Kind = JsonValue::Kind;

// Those that are reached by a URL and by nothing else.
constexpr auto kTypesWithUrl = std::to_array<std::string_view>(
    {"alertmanager", "elasticsearch", "graphite", "influxdb", "influxdb_08", "jaeger", "loki", "mssql", "mysql",
     "opentsdb", "postgres", "prometheus", "tempo", "zipkin"});

tl::unexpected<Error> SecretsUnfit(std::string_view is, std::string_view expected) {
  return Fail(ErrorCode::kInvalid, "json: cannot unmarshal " + std::string(is) + " into secureJsonData",
              InputUnfit{InputUnfit::Where::kMember, "secureJsonData", std::string(is), std::string(expected)});
}

// Texts by name. What stands there is no part of what is said about it.
Result<std::map<std::string, std::string>> SecretsOf(const std::optional<JsonValue>& value) {
  std::map<std::string, std::string> secrets;
  if (!value || value->kind == Kind::kNull) return secrets;
  if (value->kind != Kind::kObject) return SecretsUnfit("a value", "an object");
  JsonMembers members(*value);
  while (const JsonMember* member = members.Next()) {
    const bool null = member->value.kind == Kind::kNull;
    if (!null && member->value.kind != Kind::kString) return SecretsUnfit("a value that is no text", "texts");
    secrets[member->name] = null ? std::string() : member->value.Text();
  }
  return secrets;
}

}  // namespace

Result<DataSourceWish> ReadDataSource(const Request& request, bool named) {
  DataSourceWish wish;
  std::optional<JsonValue> json;
  std::optional<JsonValue> secrets;
  Form form("DataSource");
  form.Text("name", wish.name)
      .Text("type", wish.type)
      .Text("access", wish.access)
      .Text("url", wish.url)
      .Text("user", wish.user)
      .Text("database", wish.database)
      .Boolean("basicAuth", wish.basic_auth)
      .Text("basicAuthUser", wish.basic_auth_user)
      .Boolean("withCredentials", wish.with_credentials)
      .Boolean("isDefault", wish.is_default)
      .Any("jsonData", json)
      .Any("secureJsonData", secrets)
      .Text("uid", wish.uid)
      .Integer("version", wish.version);
  if (named) form.Required("Name", wish.name);
  form.Required("Type", wish.type).Required("Access", wish.access);
  if (auto bound = form.Bind(request); !bound) return tl::unexpected(bound.error());
  auto read = SecretsOf(secrets);
  if (!read) return tl::unexpected(read.error());
  wish.secrets = *std::move(read);
  if (json && json->kind != Kind::kNull) wish.json_data = SortedJson(json->source);
  return wish;
}

bool IsDataSourceUrl(std::string_view type, std::string_view url) {
  if (url.empty()) return std::ranges::find(kTypesWithUrl, type) == kTypesWithUrl.end();
  return IsTargetUrl(url);
}

}  // namespace grafake::server
