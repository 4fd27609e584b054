#include "server/api/account_profile.h"

#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr std::string_view kNoTime = "0001-01-01T00:00:00Z";

}  // namespace

std::string AccountProfile(const Principal& account, bool with_provisioning) {
  JsonWriter json;
  json.BeginObject()
      .Member("id", 0)
      .Member("uid", "service-account:" + std::to_string(account.user_id))
      .Member("email", account.email)
      .Member("name", account.name)
      .Member("login", account.login)
      .Member("theme", account.theme)
      .Member("orgId", account.org_id)
      .Member("isGrafanaAdmin", account.is_grafana_admin)
      .Member("isDisabled", account.is_disabled)
      .Member("isExternal", false)
      .Member("isExternallySynced", false)
      .Member("isGrafanaAdminExternallySynced", false)
      .Key("authLabels")
      .Null()
      .Member("updatedAt", kNoTime)
      .Member("createdAt", kNoTime)
      .Member("avatarUrl", "");
  if (with_provisioning) json.Member("isProvisioned", false);
  json.EndObject();
  return json.Take();
}

}  // namespace grafake::server
