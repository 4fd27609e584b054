#include "server/control/source_seed.h"

#include "server/control/document_json.h"
#include "server/json/sorted_json.h"

namespace grafake::server {

PlantedDataSource ReadDataSourceSeed(MemberReader& source) {
  const auto text = [&](std::string_view name) { return source.Text(name).value_or(""); };
  const auto flag = [&](std::string_view name) { return source.Boolean(name).value_or(false); };
  PlantedDataSource read{.where = source.path(), .org = text("org"), .wish = {}};
  DataSourceWish& wish = read.wish;
  wish.name = source.NeedText("name");
  wish.type = source.NeedText("type");
  wish.uid = text("uid");
  wish.access = source.Text("access").value_or("proxy");
  wish.url = text("url");
  wish.user = text("user");
  wish.database = text("database");
  wish.basic_auth = flag("basicAuth");
  wish.basic_auth_user = text("basicAuthUser");
  wish.with_credentials = flag("withCredentials");
  wish.is_default = flag("isDefault");
  if (const DocumentNode* json = source.Find("jsonData")) wish.json_data = SortedJson(JsonOf(*json));
  if (const DocumentNode* secrets = source.Find("secureJsonData")) {
    for (auto& [name, secret] : MemberReader(*secrets, source.PathOf("secureJsonData")).AllTexts())
      wish.secrets[name] = std::move(secret);
  }
  return read;
}

}  // namespace grafake::server
