#include "server/http/org_api.h"

#include "server/http/metadata.h"
#include "server/http/time_text.h"

namespace grafake::server {
namespace {

void AddMember(JsonWriter& json, const MemberRow& member, const std::string& avatar, Timestamp now) {
  json.Member("orgId", member.org_id)
      .Member("userId", member.user_id)
      .Member("email", member.email)
      .Member("name", member.name)
      .Member("avatarUrl", avatar)
      .Member("login", member.login)
      .Member("role", member.role)
      .Member("lastSeenAt", TimeText(member.last_seen_at))
      .Member("lastSeenAtAge", AgeText(member.last_seen_at, now));
}

}  // namespace

void OrgApi::Mount(Router& router) {
  const auto call = [this](auto method) { return [this, method](const Context& c) { return (this->*method)(c); }; };
  router.Add({"GET", "/api/org/", {.any_of = {{"orgs:read"}}}, call(&OrgApi::Get)});
  router.Add({"GET",
              "/api/org/users",
              {.any_of = {{"org.users:read"}}, .fallback = Fallback::kOrgAdmin},
              call(&OrgApi::Members)});
}

Response OrgApi::Get(const Context& context) const {
  const auto org = orgs_.Get(context.caller.org_id);
  if (!org) return answers_.Refuse(answers_.refusals().org_not_found, org.error().cause);
  JsonWriter json;
  json.BeginObject()
      .Member("id", (*org)->id)
      .Member("name", (*org)->name)
      .Key("address")
      .BeginObject()
      .Member("address1", (*org)->address.address1)
      .Member("address2", (*org)->address.address2)
      .Member("city", (*org)->address.city)
      .Member("zipCode", (*org)->address.zip_code)
      .Member("state", (*org)->address.state)
      .Member("country", (*org)->address.country)
      .EndObject()
      .EndObject();
  return answers_.Json(json.Take());
}

Response OrgApi::Members(const Context& context) const {
  const std::int64_t limit = context.query.Integer("limit");
  const MemberPage found = orgs_.Members(
      {.org_id = context.caller.org_id, .text = context.query.Text("query"), .limit = limit > 0 ? limit : -1});
  const Timestamp now = ToTimestamp(clock_());
  JsonWriter json;
  json.BeginArray();
  for (const MemberRow& member : found.rows) {
    json.BeginObject();
    AddMember(json, member, avatars_.OfEmail(member.email), now);
    AddAccessControl(json, context, "users:id:", member.user_id);
    json.EndObject();
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

}  // namespace grafake::server
