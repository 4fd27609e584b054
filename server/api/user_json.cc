#include "server/api/user_json.h"

#include "server/api/time_text.h"

namespace grafake::server {
namespace {

void AddUserIdentity(JsonWriter& json, const UserRow& user, const UserAnswers& shape, std::string_view uid) {
  json.Member("id", user.id);
  if (shape.with_uid) json.Member("uid", uid);
  json.Member("email", user.email).Member("name", user.name).Member("login", user.login).Member("theme", user.theme);
  if (user.org_id != 0) json.Member("orgId", user.org_id);
  json.Member("isGrafanaAdmin", user.is_admin);
}

constexpr std::string_view kByJwt = "jwt";

void AddOrigin(JsonWriter& json, std::string_view module, const UserAnswers& shape) {
  json.Member("isExternal", !module.empty());
  if (!shape.with_sync) return;
  const bool synced = shape.external.jwt_syncs_roles && module == kByJwt;
  json.Member("isExternallySynced", synced)
      .Member("isGrafanaAdminExternallySynced", synced && shape.external.jwt_gives_admin);
}

void AddLabels(JsonWriter& json, std::string_view module, std::string_view proxy, std::string_view jwt) {
  json.Key("authLabels").BeginArray();
  if (!module.empty()) json.Value(module == kByJwt ? jwt : proxy);
  json.EndArray();
}

void AddTimes(JsonWriter& json, const UserRow& user) {
  json.Member("updatedAt", TimeText(user.updated)).Member("createdAt", TimeText(user.created));
}

}  // namespace

void AddProvisioning(JsonWriter& json, const UserAnswers& shape) {
  if (shape.with_provisioning) json.Member("isProvisioned", false);
}

void AddProfile(JsonWriter& json, const UserRow& user, const Avatars& avatars, const UserAnswers& shape) {
  AddUserIdentity(json, user, shape, user.uid);
  AddOrigin(json.Member("isDisabled", user.is_disabled), user.auth_module, shape);
  AddLabels(json, user.auth_module, shape.external.proxy, shape.external.jwt);
  AddTimes(json, user);
  json.Member("avatarUrl", avatars.OfEmail(user.email));
}

void AddLookUp(JsonWriter& json, const UserRow& user, const UserAnswers& shape) {
  AddUserIdentity(json, user, shape, shape.whole_look_up ? user.uid : "");
  AddOrigin(json.Member("isDisabled", false), {}, shape);
  if (shape.whole_look_up) {
    AddLabels(json, user.auth_module, shape.external.proxy, shape.external.jwt);
  } else {
    json.Key("authLabels").Null();
  }
  AddTimes(json, user);
  json.Member("avatarUrl", "");
  AddProvisioning(json, shape);
}

void AddHit(JsonWriter& json, const UserRow& user, const Avatars& avatars, Timestamp now, const UserAnswers& shape) {
  json.BeginObject().Member("id", user.id);
  if (shape.with_uid) json.Member("uid", user.uid);
  json.Member("name", user.name)
      .Member("login", user.login)
      .Member("email", user.email)
      .Member("avatarUrl", avatars.OfEmail(user.email))
      .Member("isAdmin", user.is_admin)
      .Member("isDisabled", user.is_disabled);
  AddProvisioning(json, shape);
  json.Member("lastSeenAt", TimeText(user.last_seen_at)).Member("lastSeenAtAge", AgeText(user.last_seen_at, now));
  AddLabels(json, user.auth_module, shape.external.proxy_in_lists, shape.external.jwt_in_lists);
  if (shape.lists_with_creation) json.Member("created", TimeText(user.created));
  json.EndObject();
}

void AddOrgs(JsonWriter& json, const std::vector<UserOrgRow>& orgs) {
  json.BeginArray();
  for (const UserOrgRow& org : orgs) {
    json.BeginObject().Member("orgId", org.org_id).Member("name", org.name).Member("role", org.role).EndObject();
  }
  json.EndArray();
}

}  // namespace grafake::server
