#include "server/api/dashboard_versions_api.h"

#include "server/api/document_json.h"
#include "server/api/time_text.h"
#include "server/http/form.h"

namespace grafake::server {
namespace {

constexpr std::int64_t kUsualVersions = 1000;

// In lists the first says nothing else.
std::string_view MessageInList(const DocumentVersionRow& version) {
  return version.parent_version == 0 ? std::string_view("Initial save") : std::string_view(version.message);
}

void AddVersionOrigin(JsonWriter& json, const DocumentVersionRow& version) {
  json.Member("parentVersion", version.parent_version)
      .Member("restoredFrom", version.restored_from)
      .Member("version", version.version)
      .Member("created", TimeText(version.created));
}

}  // namespace

void DashboardVersionsApi::Mount(Router& router, bool by_id) const {
  const RouteAccess write{.any_of = {{"dashboards:write"}}};
  router.Add({"GET", "/api/dashboards/uid/:uid/versions", write, HandlerOf(this, &DashboardVersionsApi::List)});
  router.Add({"GET", "/api/dashboards/uid/:uid/versions/:id", write, HandlerOf(this, &DashboardVersionsApi::Get)});
  router.Add({"POST", "/api/dashboards/uid/:uid/restore", write, HandlerOf(this, &DashboardVersionsApi::Restore)});
  if (!by_id) return;
  router.Add({"POST", "/api/dashboards/calculate-diff", write, HandlerOf(this, &DashboardVersionsApi::Compare)});
  router.Add({"GET", "/api/dashboards/id/:dashboardId/versions", write, HandlerOf(this, &DashboardVersionsApi::List)});
  router.Add(
      {"GET", "/api/dashboards/id/:dashboardId/versions/:id", write, HandlerOf(this, &DashboardVersionsApi::Get)});
  router.Add(
      {"POST", "/api/dashboards/id/:dashboardId/restore", write, HandlerOf(this, &DashboardVersionsApi::Restore)});
}

DashboardVersionsApi::Found DashboardVersionsApi::Asked(const Context& context, const Refusal& unknown) const {
  const Refusals& r = answers_.refusals();
  const std::int64_t org = context.caller.org_id;
  const std::string uid(context.Param("uid"));
  const std::int64_t id = ParseInteger(context.Param("dashboardId")).value_or(0);
  auto found = uid.empty() ? documents_.DashboardById(org, id) : documents_.Dashboard(org, uid);
  if (!found) return tl::unexpected(answers_.Refuse(uid.empty() ? r.dashboard_rights_unknown : unknown, found.error()));
  if (!rights_.May(context.caller, DocumentDeed::kWrite, *found))
    return tl::unexpected(
        Because(answers_.Refuse(r.dashboard_denied), WhyDenied(context.caller, DocumentDeed::kWrite, *found)));
  return *std::move(found);
}

Response DashboardVersionsApi::List(const Context& context) const {
  const auto dashboard = Asked(context, answers_.refusals().dashboard_uid_unknown);
  if (!dashboard) return dashboard.error();
  const std::int64_t limit = context.query.Integer("limit");
  JsonWriter json;
  json.BeginArray();
  for (const DocumentVersionRow& version :
       documents_.Versions(*dashboard, context.query.Integer("start"), limit > 0 ? limit : kUsualVersions)) {
    json.BeginObject().Member("id", version.id).Member("dashboardId", version.document_id).Member("dashboardUid", "");
    AddVersionOrigin(json, version);
    json.Member("createdBy", version.creator).Member("message", MessageInList(version)).EndObject();
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

Response DashboardVersionsApi::Get(const Context& context) const {
  const auto dashboard = Asked(context, answers_.refusals().dashboard_uid_unknown);
  if (!dashboard) return dashboard.error();
  const std::int64_t number = ParseInteger(context.Param("id")).value_or(0);
  const auto version = documents_.Version(*dashboard, number);
  if (!version) {
    const std::string text =
        "Dashboard version " + std::to_string(number) + " not found for dashboardId " + std::to_string(dashboard->id);
    return answers_.Refuse(Refusal{500, text, true}, version.error());
  }
  JsonWriter json;
  json.BeginObject()
      .Member("id", version->row.id)
      .Member("dashboardId", version->row.document_id)
      .Member("uid", context.Param("uid"));
  AddVersionOrigin(json, version->row);
  json.Member("message", version->row.message)
      .Key("data")
      .Raw(version->text)
      .Member("createdBy", version->row.creator)
      .EndObject();
  return answers_.Json(json.Take());
}

// What differs is a page of HTML in Grafana, which is not drawn here.
Response DashboardVersionsApi::Compare(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string type;
  std::optional<JsonValue> base;
  std::optional<JsonValue> other;
  const auto bound = Form("dtos.CalculateDiffOptions")
                         .Any("base", base)
                         .Any("new", other)
                         .Text("diffType", type)
                         .Required("Base", [&] { return base.has_value(); })
                         .Required("New", [&] { return other.has_value(); })
                         .Required("DiffType", type)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  return Because(answers_.ContextRefuse(r.not_found), NotServed{"differences of dashboards"});
}

Response DashboardVersionsApi::Restore(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::int64_t number = 0;
  const auto bound = Form("dtos.RestoreDashboardVersionCommand")
                         .Integer("version", number)
                         .Required("Version", [&] { return number != 0; })
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const auto dashboard = Asked(context, r.dashboard_not_found);
  if (!dashboard) return dashboard.error();
  const auto version = documents_.Version(*dashboard, number);
  if (!version) return answers_.Refuse(r.version_not_found, version.error());
  return dashboards_.Saved(context, {.source = version->text,
                                     .folder_id = dashboard->folder_id,
                                     .overwrite = true,
                                     .message = "Restored from version " + std::to_string(number),
                                     .restored_from = origin_is_kept_ ? number : 0});
}

}  // namespace grafake::server
