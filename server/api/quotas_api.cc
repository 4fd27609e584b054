#include "server/api/quotas_api.h"

#include "server/api/admin_access.h"
#include "server/api/path_org.h"
#include "server/http/form.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// `owner_name` is "org_id" or "user_id".
std::string ListJson(const std::vector<QuotaState>& states, std::string_view owner_name, std::int64_t owner) {
  JsonWriter json;
  json.BeginArray();
  for (const QuotaState& state : states) {
    json.BeginObject()
        .Member(owner_name, owner)
        .Member("target", state.target)
        .Member("limit", state.limit)
        .Member("used", state.used)
        .EndObject();
  }
  json.EndArray();
  return json.Take();
}

Result<std::int64_t> ReadLimit(const Request& request) {
  std::int64_t limit = 0;
  return Form("models.UpdateOrgQuotaCmd").Integer("limit", limit).Bind(request).map([&](Done) { return limit; });
}

constexpr RefusalTable kQuotaSetting({{ErrorCode::kInvalid, &Refusals::quota_target_unknown}},
                                     &Refusals::quota_update_failed,
                                     kThingErrors | kOrgErrors | kUserErrors | kRoleErrors | kLifetimeErrors |
                                         kMemberErrors | kPasswordErrors | kCredentialErrors);

}  // namespace

void QuotasApi::Mount(Router& router) const {
  router.Add({"GET", "/api/org/quotas", {.any_of = {{"orgs.quotas:read"}}}, HandlerOf(this, &QuotasApi::ListOfOrg)});
  router.Add(
      {"GET", "/api/orgs/:orgId/quotas", PathOrgNeeds("orgs.quotas:read"), HandlerOf(this, &QuotasApi::ListOfOrg)});
  router.Add({"PUT", "/api/orgs/:orgId/quotas/:target", PathOrgNeeds("orgs.quotas:write"),
              HandlerOf(this, &QuotasApi::SetOfOrg)});
  router.Add({"GET", "/api/user/quotas", {.refuse_anonymous = true}, HandlerOf(this, &QuotasApi::ListOfUser)});
  router.Add({"GET", "/api/admin/users/:id/quotas", AdminNeeds("users.quotas:read", kPathUser),
              HandlerOf(this, &QuotasApi::ListOfUser)});
  router.Add({"PUT", "/api/admin/users/:id/quotas/:target", AdminNeeds("users.quotas:write", kPathUser),
              HandlerOf(this, &QuotasApi::SetOfUser)});
}

Response QuotasApi::ListOfOrg(const Context& context) const {
  if (!quotas_.enabled()) return answers_.Refuse(answers_.refusals().quotas_off);
  const auto org = PathOrg(answers_, context);
  if (!org) return org.error();
  return answers_.Json(ListJson(quotas_.ListOf({.org_id = *org}), "org_id", *org));
}

// Grafana's /api/user/quotas looks for an id in its path, too, where none can be.
Response QuotasApi::ListOfUser(const Context& context) const {
  if (!quotas_.enabled()) return answers_.Refuse(answers_.refusals().quotas_off);
  const auto id = PathId(answers_, context, "id", answers_.refusals().id_invalid);
  if (!id) return id.error();
  return answers_.Json(ListJson(quotas_.ListOf({.user_id = *id}), "user_id", *id));
}

Response QuotasApi::Conclude(const QuotaOwner& owner, std::string_view target, std::int64_t limit) const {
  return answers_.Conclude(quotas_.SetLimit(owner, std::string(target), limit), "Organization quota updated",
                           kQuotaSetting);
}

Response QuotasApi::SetOfOrg(const Context& context) const {
  const auto limit = ReadLimit(context.request);
  if (!limit) return answers_.Refuse(answers_.refusals().bad_request_data, limit.error().cause);
  if (!quotas_.enabled()) return answers_.Refuse(answers_.refusals().quotas_off);
  const auto org = PathOrg(answers_, context);
  return org ? Conclude({.org_id = *org}, context.Param("target"), *limit) : org.error();
}

Response QuotasApi::SetOfUser(const Context& context) const {
  const auto limit = ReadLimit(context.request);
  if (!limit) return answers_.Refuse(answers_.refusals().bad_request_data, limit.error().cause);
  if (!quotas_.enabled()) return answers_.Refuse(answers_.refusals().quotas_off);
  const auto id = PathId(answers_, context, "id", answers_.refusals().id_invalid);
  return id ? Conclude({.user_id = *id}, context.Param("target"), *limit) : id.error();
}

}  // namespace grafake::server
