#include "server/api/data_source_proxy_api.h"

#include <algorithm>
#include <array>
#include <optional>

#include "server/api/path_id.h"
#include "server/http/form.h"
#include "server/http/target_url.h"
#include "server/json/reader.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr auto kAnyMethod = std::to_array<std::string_view>({"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"});
constexpr std::string_view kPrometheus = "prometheus";
constexpr std::string_view kTestData = "grafana-testdata-datasource";

// What may be posted to Prometheus through the proxy.
constexpr auto kPostedToPrometheus = std::to_array<std::string_view>(
    {"api/v1/labels", "api/v1/query", "api/v1/query_exemplars", "api/v1/query_range", "api/v1/series"});

bool IsRefusedByType(const Context& context, const DataSourceRow& row) {
  if (row.type != kPrometheus || context.request.method != "POST") return false;
  return std::ranges::find(kPostedToPrometheus, context.Param("*")) == kPostedToPrometheus.end();
}

// A path below the data source's own URL.
std::string UrlBelow(const DataSourceRow& row, std::string_view path) {
  std::string url = row.url;
  if (!url.ends_with('/')) url += '/';
  return url.append(path);
}

std::string HealthJson(std::string_view message, std::string_view status) {
  return JsonWriter().BeginObject().Member("message", message).Member("status", status).EndObject().Take();
}

// The source of one of the queries: by its uid, or by the id that older clients send.
Result<DataSourceRow> SourceOf(DataSources& sources, std::int64_t org_id, const JsonValue& query) {
  std::string uid;
  std::int64_t id = 0;
  JsonMembers members(query);
  while (const JsonMember* member = members.Next()) {
    if (member->name == "datasourceId") id = ParseInteger(member->value.source).value_or(0);
    if (member->name != "datasource") continue;
    JsonMembers inner(member->value);
    while (const JsonMember* part = inner.Next()) {
      if (part->name == "uid") uid = part->value.Text();
    }
  }
  return uid.empty() && id != 0 ? sources.Get(org_id, id) : sources.GetByUid(org_id, uid);
}

}  // namespace

void DataSourceProxyApi::Mount(Router& router) const {
  const RouteAccess query{.any_of = {{"datasources:query"}}};
  const auto add_any = [&](std::initializer_list<std::string_view> patterns, const RouteHandler& handler) {
    for (const std::string_view method : kAnyMethod) {
      for (const std::string_view pattern : patterns) router.Add({method, pattern, query, handler});
    }
  };
  add_any({"/api/datasources/proxy/:id", "/api/datasources/proxy/:id/*"},
          HandlerOf(this, &DataSourceProxyApi::ProxyById));
  add_any({"/api/datasources/proxy/uid/:uid", "/api/datasources/proxy/uid/:uid/*"},
          HandlerOf(this, &DataSourceProxyApi::ProxyByUid));
  add_any({"/api/datasources/:id/resources", "/api/datasources/:id/resources/*"},
          HandlerOf(this, &DataSourceProxyApi::ResourcesById));
  add_any({"/api/datasources/uid/:uid/resources", "/api/datasources/uid/:uid/resources/*"},
          HandlerOf(this, &DataSourceProxyApi::ResourcesByUid));
  add_any({"/api/datasources/:id/health"}, HandlerOf(this, &DataSourceProxyApi::HealthById));
  add_any({"/api/datasources/uid/:uid/health"}, HandlerOf(this, &DataSourceProxyApi::HealthByUid));
  router.Add({"POST", "/api/ds/query", query, HandlerOf(this, &DataSourceProxyApi::Query)});
}

Result<DataSourceRow> DataSourceProxyApi::FindByUid(const Context& context) const {
  return sources_.GetByUid(context.caller.org_id, std::string(context.Param("uid")));
}

bool DataSourceProxyApi::IsTarget(const DataSourceRow& row) const {
  return settings_.targets.empty() || settings_.targets.contains(HostOfUrl(row.url));
}

Response DataSourceProxyApi::Proxy(const Context& context, const Result<DataSourceRow>& found) const {
  const Refusals& r = answers_.refusals();
  if (!found) return Because(answers_.ContextRefuse(r.proxied_not_found), ReasonOf(found.error()));
  if (!IsTarget(*found)) {
    Response response = answers_.ContextRefuse(r.proxied_target_refused);
    response.body += answers_.ContextRefuse(r.proxied_target_invalid).body;
    return Because(std::move(response), SettingSays{"[security] data_source_proxy_whitelist", "set"});
  }
  if (IsRefusedByType(context, *found))
    return Because(answers_.ContextRefuse(r.proxied_post), NotServed{"such a path to post to at Prometheus"});
  Response refused;
  refused.status = 502;
  return Because(std::move(refused), NotServed{"connection to a data source: grafake sends nothing to any"});
}

Response DataSourceProxyApi::ProxyById(const Context& context) const {
  const std::string_view text = context.Param("id");
  const auto id = ParseInteger(text);
  if (!id) {
    const Refusal& refusal = answers_.refusals().proxied_id_invalid;
    return Because(answers_.ContextRefuse(refusal, NotANumber(text)), NoNumberInPath("id", text));
  }
  return Proxy(context, sources_.Get(context.caller.org_id, *id));
}

Response DataSourceProxyApi::ProxyByUid(const Context& context) const { return Proxy(context, FindByUid(context)); }

Response DataSourceProxyApi::Health(const Result<DataSourceRow>& found) const {
  const Refusals& r = answers_.refusals();
  if (!found) return answers_.Refuse(r.health_source_missing, found.error());
  const bool asked = sources_.rules().health == DataSourceHealth::kAsked;
  if (asked && found->type == kTestData) return answers_.Json(HealthJson("Data source is working", "OK"));
  if (asked && found->type == kPrometheus) {
    const std::string refused = ConnectionRefused("POST", UrlBelow(*found, "api/v1/query"));
    return Because(
        answers_.Json(HealthJson(refused + " - There was an error returned querying the Prometheus API.", "ERROR"),
                      400),
        NotServed{"connection to a data source: grafake sends nothing to any"});
  }
  return Because(answers_.Refuse(r.health_not_served), NotServed{"health of such a data source"});
}

Response DataSourceProxyApi::HealthById(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().data_source_id_invalid);
  return id ? Health(sources_.Get(context.caller.org_id, *id)) : id.error();
}

Response DataSourceProxyApi::HealthByUid(const Context& context) const { return Health(FindByUid(context)); }

Response DataSourceProxyApi::Resources(const Context& context, const Result<DataSourceRow>& found) const {
  const Refusals& r = answers_.refusals();
  if (!found) return Because(answers_.ContextRefuse(r.resources_source_missing), ReasonOf(found.error()));
  const NotServed reason{"connection to a data source: grafake sends nothing to any"};
  if (sources_.rules().plugin_failures_named) return Because(answers_.Refuse(r.plugin_failed), reason);
  Response response =
      answers_.Json(ConnectionRefused(context.request.method, UrlBelow(*found, context.Param("*"))), 500);
  response.headers.push_back({"Content-Type", "application/json"});  // Grafana says it twice
  return Because(std::move(response), reason);
}

Response DataSourceProxyApi::ResourcesById(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().data_source_id_invalid);
  return id ? Resources(context, sources_.Get(context.caller.org_id, *id)) : id.error();
}

Response DataSourceProxyApi::ResourcesByUid(const Context& context) const {
  return Resources(context, FindByUid(context));
}

Response DataSourceProxyApi::Query(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::optional<JsonValue> queries;
  if (const auto bound = Form("MetricRequest").Any("queries", queries).Bind(context.request); !bound)
    return answers_.Refuse(r.bad_request_data, bound.error());
  JsonItems items(queries.value_or(JsonValue()));
  std::optional<JsonValue> query = items.Next();
  if (!query) {
    return Because(answers_.Refuse(r.query_without_queries),
                   GroundReason(InputUnfit{InputUnfit::Where::kMember, "queries", "empty", "a list of queries"}));
  }
  for (; query; query = items.Next()) {
    const auto source = SourceOf(sources_, context.caller.org_id, *query);
    if (!source) return answers_.Refuse(r.query_source_missing, source.error());
  }
  return Because(answers_.Refuse(r.query_failed),
                 NotServed{"connection to a data source: grafake sends nothing to any"});
}

}  // namespace grafake::server
