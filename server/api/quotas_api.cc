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
                                         kMemberErrors | kPasswordErrors | kCredentialErrors | kDocumentErrors);

}  // namespace

void QuotasApi::Mount(Router& router) const {
  router.Add({"GET", "/api/org/quotas", {.any_of = {{"orgs.quotas:read"}}}, HandlerOf(this, &QuotasApi::ListOfOrg)});
  router.Add(
      {"GET", "/api/orgs/:orgId/quotas", PathOrgNeeds("orgs.quotas:read"), HandlerOf(this, &QuotasApi::ListOfOrg)});
  router.Add(
      {"PUT", "/api/orgs/:orgId/quotas/:target", PathOrgNeeds("orgs.quotas:write"), HandlerOf(this, &QuotasApi::Set)});
  router.Add({"GET", "/api/user/quotas", {.refuse_anonymous = true}, HandlerOf(this, &QuotasApi::ListOfUser)});
  router.Add({"GET", "/api/admin/users/:id/quotas", AdminNeeds("users.quotas:read", kPathUser),
              HandlerOf(this, &QuotasApi::ListOfUser)});
  router.Add({"PUT", "/api/admin/users/:id/quotas/:target", AdminNeeds("users.quotas:write", kPathUser),
              HandlerOf(this, &QuotasApi::Set)});
}

// Grafana's /api/user/quotas looks for an id in its path, too, where none can be.
tl::expected<QuotaOwner, Response> QuotasApi::OwnerIn(const Context& context, const Refusal& off) const {
  const auto refuse_off = [&] {
    return tl::unexpected(Because(answers_.Refuse(off), SettingSays{"[quota] enabled", "false"}));
  };
  if (!ids_first_ && !quotas_.enabled()) return refuse_off();
  const bool of_user = !context.request.path.starts_with("/api/org");
  const auto id = of_user ? PathId(answers_, context, "id", answers_.refusals().quota_id_invalid)
                          : PathOrg(answers_, context, answers_.refusals().org_quota_id_invalid);
  if (!id) return tl::unexpected(id.error());
  if (!quotas_.enabled()) return refuse_off();
  return of_user ? QuotaOwner{.user_id = *id} : QuotaOwner{.org_id = *id};
}

Response QuotasApi::ListOfOrg(const Context& context) const {
  const auto owner = OwnerIn(context, answers_.refusals().org_quotas_off);
  if (!owner) return owner.error();
  return answers_.Json(ListJson(quotas_.ListOf(*owner), "org_id", owner->org_id));
}

Response QuotasApi::ListOfUser(const Context& context) const {
  const auto owner = OwnerIn(context, answers_.refusals().user_quotas_off);
  if (!owner) return owner.error();
  return answers_.Json(ListJson(quotas_.ListOf(*owner), "user_id", owner->user_id));
}

Response QuotasApi::Set(const Context& context) const {
  const auto limit = ReadLimit(context.request);
  if (!limit) return answers_.Refuse(answers_.refusals().quota_body_invalid, limit.error());
  const auto owner = OwnerIn(context, answers_.refusals().quota_setting_off);
  if (!owner) return owner.error();
  return answers_.Conclude(quotas_.SetLimit(*owner, std::string(context.Param("target")), *limit),
                           "Organization quota updated", kQuotaSetting);
}

}  // namespace grafake::server
