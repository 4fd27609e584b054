#include "server/api/orgs_api.h"

#include "server/api/page_query.h"
#include "server/api/path_org.h"
#include "server/domain/paging.h"
#include "server/http/form.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

std::string OrgJson(const OrgRow& org) {
  JsonWriter json;
  json.BeginObject()
      .Member("id", org.id)
      .Member("name", org.name)
      .Key("address")
      .BeginObject()
      .Member("address1", org.address.address1)
      .Member("address2", org.address.address2)
      .Member("city", org.address.city)
      .Member("zipCode", org.address.zip_code)
      .Member("state", org.address.state)
      .Member("country", org.address.country)
      .EndObject()
      .EndObject();
  return json.Take();
}

// Pages of orgs count from 0; a negative one is the first.
OrgQuery QueryOf(const Query& query) {
  const std::int64_t limit = PageQueryOf(query).per_page;
  return {.prefix = query.Text("query"),
          .name = query.Text("name"),
          .offset = PageOffsetFromZero(query.Integer("page"), limit),
          .limit = limit};
}

constexpr ErrorCodes kNotOfOrgs = kThingErrors | kUserErrors | kRoleErrors | kLifetimeErrors | kMemberErrors |
                                  kPasswordErrors | kCredentialErrors | kDocumentErrors;
constexpr RefusalTable kOrgCreation({{ErrorCode::kOrgTaken, &Refusals::new_org_name_taken}},
                                    &Refusals::org_create_failed, kNotOfOrgs | kOrgErrors);
constexpr RefusalTable kOrgRenaming({{ErrorCode::kOrgTaken, &Refusals::org_name_taken}}, &Refusals::org_update_failed,
                                    kNotOfOrgs | kOrgErrors);
constexpr RefusalTable kOrgDeletion({{ErrorCode::kOrgNotFound, &Refusals::org_delete_not_found}},
                                    &Refusals::org_update_failed, kNotOfOrgs | kOrgErrors);

}  // namespace

void OrgsApi::Mount(Router& router) const {
  router.Add({"GET", "/api/org/", {.any_of = {{"orgs:read"}}}, HandlerOf(this, &OrgsApi::Get)});
  router.Add({"PUT", "/api/org/", OwnOrgNeeds("orgs:write"), HandlerOf(this, &OrgsApi::Rename)});
  router.Add({"PUT", "/api/org/address", OwnOrgNeeds("orgs:write"), HandlerOf(this, &OrgsApi::SetAddress)});

  RouteAccess create = GlobalNeeds("orgs:create");
  create.fallback = Fallback::kAnyone;
  create.quota = "org";
  router.Add({"GET", "/api/orgs", GlobalNeeds("orgs:read"), HandlerOf(this, &OrgsApi::List)});
  router.Add({"POST", "/api/orgs", create, HandlerOf(this, &OrgsApi::Create)});
  router.Add({"GET", "/api/orgs/name/:name", GlobalNeeds("orgs:read"), HandlerOf(this, &OrgsApi::GetByName)});
  router.Add({"GET", "/api/orgs/:orgId", PathOrgNeeds("orgs:read"), HandlerOf(this, &OrgsApi::Get)});
  router.Add({"PUT", "/api/orgs/:orgId", PathOrgNeeds("orgs:write"), HandlerOf(this, &OrgsApi::Rename)});
  router.Add({"PUT", "/api/orgs/:orgId/address", PathOrgNeeds("orgs:write"), HandlerOf(this, &OrgsApi::SetAddress)});
  router.Add({"DELETE", "/api/orgs/:orgId", PathOrgNeeds("orgs:delete"), HandlerOf(this, &OrgsApi::Delete)});
}

Response OrgsApi::Get(const Context& context) const {
  const auto id = PathOrg(answers_, context);
  if (!id) return id.error();
  const auto org = orgs_.Get(*id);
  if (!org) return answers_.Refuse(answers_.refusals().org_not_found, org.error());
  return answers_.Json(OrgJson(**org));
}

Response OrgsApi::GetByName(const Context& context) const {
  const auto org = orgs_.GetByName(std::string(context.Param("name")));
  if (!org) return answers_.Refuse(answers_.refusals().org_not_found, org.error());
  return answers_.Json(OrgJson(*org));
}

Response OrgsApi::List(const Context& context) const {
  JsonWriter json;
  json.BeginArray();
  for (const OrgRow& org : orgs_.List(QueryOf(context.query))) {
    json.BeginObject().Member("id", org.id).Member("name", org.name).EndObject();
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

Response OrgsApi::Create(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string name;
  const auto bound = Form("models.CreateOrgCommand").Text("name", name).Required("Name", name).Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  if (!context.rbac && !anybody_creates_ && !context.caller.is_grafana_admin) {
    return Because(answers_.Refuse(r.new_org_denied), RoleNeeded{Fallback::kGrafanaAdmin, AskerOf(context.caller)});
  }
  const auto made = orgs_.Create(name, context.caller.user_id);
  if (!made) {
    return answers_.RefuseFor(made.error(), kOrgCreation);
  }
  JsonWriter json;
  json.BeginObject().Member("message", "Organization created").Member("orgId", *made).EndObject();
  return answers_.Json(json.Take());
}

Response OrgsApi::Rename(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string name;
  const auto bound = Form("dtos.UpdateOrgForm").Text("name", name).Required("Name", name).Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const auto id = PathOrg(answers_, context);
  if (!id) return id.error();
  return answers_.Conclude(orgs_.Rename(*id, name), "Organization updated", kOrgRenaming);
}

Response OrgsApi::SetAddress(const Context& context) const {
  Address address;
  const auto bound = Form("dtos.UpdateOrgAddressForm")
                         .Text("address1", address.address1)
                         .Text("address2", address.address2)
                         .Text("city", address.city)
                         .Text("zipcode", address.zip_code)
                         .Text("state", address.state)
                         .Text("country", address.country)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(answers_.refusals().bad_request_data, bound.error());
  const auto id = PathOrg(answers_, context);
  if (!id) return id.error();
  orgs_.SetAddress(*id, address);
  return answers_.Message("Address updated");
}

Response OrgsApi::Delete(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto id = PathOrg(answers_, context);
  if (!id) return id.error();
  if (*id == context.caller.org_id) return Because(answers_.Refuse(r.org_is_own), GroundReason(Clash::kOwnOrgDeleted));
  return answers_.Conclude(orgs_.Delete(*id), "Organization deleted", kOrgDeletion);
}

}  // namespace grafake::server
