#include "server/api/data_sources_api.h"

#include "server/api/data_source_form.h"
#include "server/api/metadata.h"
#include "server/api/path_id.h"

namespace grafake::server {
namespace {

constexpr std::string_view kUidScope = "datasources:uid:";

RouteAccess SourceNeeds(std::string_view action, std::string_view scope = {}) {
  return {.any_of = {{action, scope}}, .fallback = Fallback::kOrgAdmin};
}

constexpr ErrorCodes kNotOfSources = kDocumentErrors | kOrgErrors | kUserErrors | kRoleErrors | kLifetimeErrors |
                                     kMemberErrors | kPasswordErrors | kCredentialErrors;
constexpr RefusalTable kSourceCreation({{ErrorCode::kInvalid, &Refusals::data_source_name_invalid},
                                        {ErrorCode::kUidMalformed, &Refusals::data_source_uid_invalid},
                                        {ErrorCode::kUidTooLong, &Refusals::data_source_uid_invalid},
                                        {ErrorCode::kTaken, &Refusals::data_source_name_taken},
                                        {ErrorCode::kUidTaken, &Refusals::data_source_uid_taken}},
                                       &Refusals::data_source_create_failed, kThingErrors | kNotOfSources);
constexpr RefusalTable kSourceUpdate({{ErrorCode::kNotFound, &Refusals::data_source_not_found},
                                      {ErrorCode::kFixed, &Refusals::data_source_update_fixed}},
                                     &Refusals::data_source_update_failed, kThingErrors | kNotOfSources);
constexpr RefusalTable kSourceDeletion({{ErrorCode::kNotFound, &Refusals::data_source_not_found},
                                        {ErrorCode::kFixed, &Refusals::data_source_delete_fixed}},
                                       &Refusals::data_source_delete_failed, kThingErrors | kNotOfSources);

std::string_view JsonDataOf(const DataSourceRow& row) {
  if (row.json_data.empty()) return "{}";
  return row.json_data;
}

}  // namespace

void DataSourcesApi::Mount(Router& router) const {
  constexpr std::string_view kById = "datasources:id:{id}";
  constexpr std::string_view kByUid = "datasources:uid:{uid}";
  constexpr std::string_view kByName = "datasources:name:{name}";
  const RouteAccess read = SourceNeeds("datasources:read");
  RouteAccess create = SourceNeeds("datasources:create");
  create.quota = "data_source";
  router.Add({"GET", "/api/datasources/", read, HandlerOf(this, &DataSourcesApi::List)});
  router.Add({"POST", "/api/datasources/", create, HandlerOf(this, &DataSourcesApi::Create)});
  router.Add({"GET", "/api/datasources/:id", read, HandlerOf(this, &DataSourcesApi::GetById)});
  router.Add({"GET", "/api/datasources/uid/:uid", read, HandlerOf(this, &DataSourcesApi::GetByUid)});
  router.Add({"GET", "/api/datasources/name/:name", read, HandlerOf(this, &DataSourcesApi::GetByName)});
  router.Add({"GET",
              "/api/datasources/id/:name",
              {.any_of = {{"datasources.id:read", kByName}}},
              HandlerOf(this, &DataSourcesApi::GetIdByName)});
  router.Add({"PUT", "/api/datasources/:id", SourceNeeds("datasources:write", kById),
              HandlerOf(this, &DataSourcesApi::UpdateById)});
  router.Add({"PUT", "/api/datasources/uid/:uid", SourceNeeds("datasources:write", kByUid),
              HandlerOf(this, &DataSourcesApi::UpdateByUid)});
  router.Add({"DELETE", "/api/datasources/:id", SourceNeeds("datasources:delete", kById),
              HandlerOf(this, &DataSourcesApi::DeleteById)});
  router.Add({"DELETE", "/api/datasources/uid/:uid", SourceNeeds("datasources:delete", kByUid),
              HandlerOf(this, &DataSourcesApi::DeleteByUid)});
  router.Add({"DELETE", "/api/datasources/name/:name", SourceNeeds("datasources:delete", kByName),
              HandlerOf(this, &DataSourcesApi::DeleteByName)});
}

std::string_view DataSourcesApi::LogoOf(const DataSourceRow& row) const {
  const DataSourceType* const type = sources_.FindType(row.type);
  return type == nullptr ? kUnknownDataSourceLogo : type->logo;
}

void DataSourcesApi::AddOne(JsonWriter& json, const Context& context, const DataSourceRow& row) const {
  json.BeginObject()
      .Member("id", row.id)
      .Member("uid", row.uid)
      .Member("orgId", row.org_id)
      .Member("name", row.name)
      .Member("type", row.type)
      .Member("typeLogoUrl", sources_.rules().single_with_logo ? LogoOf(row) : std::string_view())
      .Member("access", row.access)
      .Member("url", row.url)
      .Member("user", row.user)
      .Member("database", row.database)
      .Member("basicAuth", row.basic_auth)
      .Member("basicAuthUser", row.basic_auth_user)
      .Member("withCredentials", row.with_credentials)
      .Member("isDefault", row.is_default)
      .Key("jsonData")
      .Raw(JsonDataOf(row))
      .Key("secureJsonFields")
      .BeginObject();
  for (const auto& [name, sealed] : row.secrets) json.Member(name, true);
  json.EndObject().Member("version", row.version).Member("readOnly", row.read_only);
  (void)AddAccessControl(json, context, kUidScope, row.uid);
  if (sources_.rules().with_api_version) json.Member("apiVersion", "");
  json.EndObject();
}

void DataSourcesApi::AddListed(JsonWriter& json, const DataSourceRow& row) const {
  const DataSourceType* const type = sources_.FindType(row.type);
  json.BeginObject()
      .Member("id", row.id)
      .Member("uid", row.uid)
      .Member("orgId", row.org_id)
      .Member("name", row.name)
      .Member("type", row.type)
      .Member("typeName", type == nullptr ? std::string_view(row.type) : type->name)
      .Member("typeLogoUrl", LogoOf(row))
      .Member("access", row.access)
      .Member("url", row.url)
      .Member("user", row.user)
      .Member("database", row.database)
      .Member("basicAuth", row.basic_auth)
      .Member("isDefault", row.is_default)
      .Key("jsonData")
      .Raw(JsonDataOf(row))
      .Member("readOnly", row.read_only)
      .EndObject();
}

Response DataSourcesApi::List(const Context& context) const {
  JsonWriter json;
  json.BeginArray();
  for (const DataSourceRow& row : sources_.List(context.caller.org_id)) AddListed(json, row);
  json.EndArray();
  return answers_.Json(json.Take());
}

Response DataSourcesApi::Missing(const Error& error) const {
  return answers_.Refuse(answers_.refusals().data_source_not_found, error);
}

Response DataSourcesApi::Show(const Context& context, const Result<DataSourceRow>& found) const {
  if (!found) return Missing(found.error());
  JsonWriter json;
  AddOne(json, context, *found);
  return answers_.Json(json.Take());
}

Response DataSourcesApi::GetById(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto id = PathId(answers_, context, "id", r.data_source_id_invalid);
  if (!id) return id.error();
  if (*id == 0) return Because(answers_.Refuse(r.data_source_id_missing), NoNumberInPath("id", "0"));
  return Show(context, sources_.Get(context.caller.org_id, *id));
}

Result<DataSourceRow> DataSourcesApi::FoundByUid(const Context& context) const {
  return sources_.GetByUid(context.caller.org_id, std::string(context.Param("uid")));
}

Result<DataSourceRow> DataSourcesApi::FoundByName(const Context& context) const {
  return sources_.GetByName(context.caller.org_id, std::string(context.Param("name")));
}

Response DataSourcesApi::GetByUid(const Context& context) const { return Show(context, FoundByUid(context)); }

Response DataSourcesApi::GetByName(const Context& context) const { return Show(context, FoundByName(context)); }

Response DataSourcesApi::GetIdByName(const Context& context) const {
  const auto found = FoundByName(context);
  if (!found) return Missing(found.error());
  return answers_.Json(JsonWriter().BeginObject().Member("id", found->id).EndObject().Take());
}

Response DataSourcesApi::Saved(const Context& context, const DataSourceRow& row, std::string_view message) const {
  JsonWriter json;
  json.BeginObject().Key("datasource");
  AddOne(json, context, row);
  json.Member("id", row.id).Member("message", message).Member("name", row.name).EndObject();
  return answers_.Json(json.Take());
}

Response DataSourcesApi::Create(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto wish = ReadDataSource(context.request, !sources_.rules().names_are_made);
  if (!wish) return answers_.Refuse(r.bad_request_data, wish.error());
  // An empty one is taken here, whatever the type.
  if (!wish->url.empty()) {
    if (auto refused = RefuseUrl(*wish)) return *std::move(refused);
  }
  const auto made = sources_.Create(context.caller.org_id, *wish);
  return made ? Saved(context, *made, "Datasource added") : answers_.RefuseFor(made.error(), kSourceCreation);
}

std::optional<Response> DataSourcesApi::RefuseUrl(const DataSourceWish& wish) const {
  if (IsDataSourceUrl(wish.type, wish.url)) return std::nullopt;
  // It is not told: a password may stand in it.
  const std::string_view is = wish.url.empty() ? "empty" : "no URL";
  return Because(answers_.Refuse(answers_.refusals().data_source_url_invalid),
                 GroundReason(InputUnfit{InputUnfit::Where::kMember, "url", std::string(is), "a URL"}));
}

template <class Find>
Response DataSourcesApi::Update(const Context& context, const Find& find) const {
  const Refusals& r = answers_.refusals();
  const auto wish = ReadDataSource(context.request, true);
  if (!wish) return answers_.Refuse(r.bad_request_data, wish.error());
  const tl::expected<Result<DataSourceRow>, Response> found = find(*wish);
  if (!found) return found.error();
  if (!*found) return Missing(found->error());
  const auto changed = sources_.Update(**found, *wish);
  return changed ? Saved(context, *changed, "Datasource updated") : answers_.RefuseFor(changed.error(), kSourceUpdate);
}

Response DataSourcesApi::UpdateById(const Context& context) const {
  return Update(context, [&](const DataSourceWish& wish) -> tl::expected<Result<DataSourceRow>, Response> {
    const auto id = PathId(answers_, context, "id", answers_.refusals().data_source_id_invalid);
    if (!id) return tl::unexpected(id.error());
    if (auto refused = RefuseUrl(wish)) return tl::unexpected(*std::move(refused));
    return sources_.Get(context.caller.org_id, *id);
  });
}

Response DataSourcesApi::UpdateByUid(const Context& context) const {
  return Update(context, [&](const DataSourceWish& wish) -> tl::expected<Result<DataSourceRow>, Response> {
    if (auto refused = RefuseUrl(wish)) return tl::unexpected(*std::move(refused));
    return FoundByUid(context);
  });
}

Response DataSourcesApi::Delete(const Result<DataSourceRow>& found, bool told) const {
  if (!found) return Missing(found.error());
  const auto deleted = sources_.Delete(*found);
  if (!deleted) return answers_.RefuseFor(deleted.error(), kSourceDeletion);
  JsonWriter json;
  json.BeginObject();
  if (told) json.Member("id", found->id);
  return answers_.Json(json.Member("message", "Data source deleted").EndObject().Take());
}

Response DataSourcesApi::DeleteById(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto id = PathId(answers_, context, "id", r.data_source_id_invalid);
  if (!id) return id.error();
  if (*id <= 0) return Because(answers_.Refuse(r.data_source_id_unfit), NoNumberInPath("id", context.Param("id")));
  return Delete(sources_.Get(context.caller.org_id, *id), false);
}

Response DataSourcesApi::DeleteByUid(const Context& context) const { return Delete(FoundByUid(context), true); }

Response DataSourcesApi::DeleteByName(const Context& context) const { return Delete(FoundByName(context), true); }

void AddDataSourceLookups(ScopeLookups& lookups, DataSources& sources) {
  const auto scopes_of = [](const Result<DataSourceRow>& found) {
    return found ? std::vector<std::string>{std::string(kUidScope) + found->uid} : std::vector<std::string>();
  };
  lookups.Add("datasources:id:", [&sources, scopes_of](std::int64_t org_id, const std::string& id) {
    return scopes_of(sources.Get(org_id, ParseInteger(id).value_or(0)));
  });
  lookups.Add("datasources:name:", [&sources, scopes_of](std::int64_t org_id, const std::string& name) {
    return scopes_of(sources.GetByName(org_id, name));
  });
}

}  // namespace grafake::server
