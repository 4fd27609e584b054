#include "server/api/dashboard_versions_api.h"

#include <algorithm>
#include <array>

#include "server/api/document_json.h"
#include "server/api/path_id.h"
#include "server/api/time_text.h"
#include "server/domain/base64.h"
#include "server/http/form.h"
#include "server/json/reader.h"
#include "server/json/sorted_json.h"

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

// Without its id, which a resource does not hold.
std::string WithoutId(const std::string& text) {
  const auto dashboard = ReadJson(text);
  if (!dashboard || dashboard->kind != JsonValue::Kind::kObject) return text;
  std::string out = "{";
  JsonMembers members(*dashboard);
  while (const JsonMember* const member = members.Next()) {
    if (member->name == "id") continue;
    if (out.size() > 1) out += ',';
    AppendJsonString(out, member->name);
    out.append(":").append(member->value.source);
  }
  return out + "}";
}

bool SaysTheSame(const std::string& a, const std::string& b) {
  const std::array<JsonMemberSet, 2> but{{{"id", "0"}, {"version", "0"}}};
  return SortedJson(a, but) == SortedJson(b, but);
}

std::string_view MakerOfVersion(const DocumentVersionRow& version) {
  return version.creator_name.empty() ? std::string_view("Anonymous") : std::string_view(version.creator_name);
}

void AddResourceVersion(JsonWriter& json, const DocumentStore::VersionText& of, std::string_view uid,
                        std::string_view message, std::string_view maker) {
  json.BeginObject().Member("id", of.row.version).Member("dashboardId", of.row.document_id).Member("uid", uid);
  AddVersionOrigin(json, of.row);
  json.Member("message", message).Key("data").Raw(WithoutId(of.text)).Member("createdBy", maker).EndObject();
}

// How many versions stand before the page that the token asks for.
std::int64_t OffsetOf(const std::string& token) {
  const auto text = DecodeBase64(token);
  const auto read = ReadJson(text.value_or(""));
  std::int64_t offset = 0;
  if (read && Form("continueToken").Integer("o", offset).ReadMembers(*read)) return std::max<std::int64_t>(offset, 0);
  return 0;
}

std::string TokenAt(std::int64_t offset, Timestamp of) {
  const auto since = std::chrono::duration_cast<std::chrono::microseconds>(of.time_since_epoch()).count();
  JsonWriter json;
  json.BeginObject().Member("o", offset).Member("v", since).Member("s", false).EndObject();
  return EncodeBase64(json.Take());
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
  if (resources_) return ListOfResource(context, *dashboard);
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

Response DashboardVersionsApi::ListOfResource(const Context& context, const DocumentRow& dashboard) const {
  const std::int64_t asked = context.query.Integer("limit");
  const std::int64_t limit = asked > 0 ? asked : kUsualVersions;
  const std::int64_t offset = OffsetOf(context.query.Text("continueToken"));
  auto versions = documents_.Versions(dashboard, offset, limit + 1);
  const bool more = static_cast<std::int64_t>(versions.size()) > limit;
  if (more) versions.pop_back();
  JsonWriter json;
  json.BeginObject()
      .Member("continueToken", more ? TokenAt(offset + limit, versions.back().created) : std::string())
      .Key("versions")
      .BeginArray();
  for (const DocumentVersionRow& row : versions) {
    if (const auto version = documents_.Version(dashboard, row.version))
      AddResourceVersion(json, *version, dashboard.uid, MessageInList(row), MakerOfVersion(row));
  }
  return answers_.Json(json.EndArray().EndObject().Take());
}

Response DashboardVersionsApi::Get(const Context& context) const {
  const auto dashboard = Asked(context, answers_.refusals().dashboard_uid_unknown);
  if (!dashboard) return dashboard.error();
  const auto read = ParseInteger(context.Param("id"));
  if (!read && resources_)
    return Because(answers_.Refuse(answers_.refusals().version_unreadable), NoNumberInPath("id", context.Param("id")));
  const std::int64_t number = read.value_or(0);
  const auto version = documents_.Version(*dashboard, number);
  if (!version) {
    const std::string text =
        "Dashboard version " + std::to_string(number) + " not found for dashboardId " + std::to_string(dashboard->id);
    return answers_.Refuse(Refusal{500, text, true}, version.error());
  }
  JsonWriter json;
  if (resources_) {
    const bool first = version->row.parent_version == 0;
    AddResourceVersion(json, *version, dashboard->uid, version->row.message,
                       first ? std::string_view("Anonymous") : MakerOfVersion(version->row));
    return answers_.Json(json.Take());
  }
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
  const NamingRefusal unknown = Naming(r.restored_not_found, context.Param("uid"));
  const auto dashboard = Asked(context, unknown.AsRefusal());
  if (!dashboard) return dashboard.error();
  const auto version = documents_.Version(*dashboard, number);
  if (!version) return answers_.Refuse(r.version_not_found, version.error());
  if (resources_ && SaysTheSame(version->text, documents_.TextOf(*dashboard)))
    return Because(answers_.Refuse(r.version_is_current), GroundReason(ChangedSince{dashboard->version, number}));
  return dashboards_.Saved(context, {.source = version->text,
                                     .folder_id = dashboard->folder_id,
                                     .overwrite = true,
                                     .message = "Restored from version " + std::to_string(number),
                                     .restored_from = resources_ ? number : 0});
}

}  // namespace grafake::server
