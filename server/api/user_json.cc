#include "server/api/user_json.h"

#include "server/api/time_text.h"

namespace grafake::server {
namespace {

void AddUserIdentity(JsonWriter& json, const UserRow& user) {
  json.Member("id", user.id)
      .Member("email", user.email)
      .Member("name", user.name)
      .Member("login", user.login)
      .Member("theme", user.theme);
  if (user.org_id != 0) json.Member("orgId", user.org_id);
  json.Member("isGrafanaAdmin", user.is_admin);
}

// Nobody comes from another system here.
void AddOrigin(JsonWriter& json, const UserAnswers& shape) {
  json.Member("isExternal", false);
  if (shape.with_sync) json.Member("isExternallySynced", false).Member("isGrafanaAdminExternallySynced", false);
}

void AddTimes(JsonWriter& json, const UserRow& user) {
  json.Member("updatedAt", TimeText(user.updated)).Member("createdAt", TimeText(user.created));
}

}  // namespace

void AddProfile(JsonWriter& json, const UserRow& user, const Avatars& avatars, const UserAnswers& shape) {
  AddUserIdentity(json, user);
  AddOrigin(json.Member("isDisabled", user.is_disabled), shape);
  json.Key("authLabels").BeginArray().EndArray();
  AddTimes(json, user);
  json.Member("avatarUrl", avatars.OfEmail(user.email));
}

void AddLookUp(JsonWriter& json, const UserRow& user, const UserAnswers& shape) {
  AddUserIdentity(json, user);
  AddOrigin(json.Member("isDisabled", false), shape);
  json.Key("authLabels").Null();
  AddTimes(json, user);
  json.Member("avatarUrl", "");
}

void AddHit(JsonWriter& json, const UserRow& user, const Avatars& avatars, Timestamp now) {
  json.BeginObject()
      .Member("id", user.id)
      .Member("name", user.name)
      .Member("login", user.login)
      .Member("email", user.email)
      .Member("avatarUrl", avatars.OfEmail(user.email))
      .Member("isAdmin", user.is_admin)
      .Member("isDisabled", user.is_disabled)
      .Member("lastSeenAt", TimeText(user.last_seen_at))
      .Member("lastSeenAtAge", AgeText(user.last_seen_at, now))
      .Key("authLabels")
      .BeginArray()
      .EndArray()
      .EndObject();
}

void AddOrgs(JsonWriter& json, const std::vector<UserOrgRow>& orgs) {
  json.BeginArray();
  for (const UserOrgRow& org : orgs) {
    json.BeginObject().Member("orgId", org.org_id).Member("name", org.name).Member("role", org.role).EndObject();
  }
  json.EndArray();
}

}  // namespace grafake::server
