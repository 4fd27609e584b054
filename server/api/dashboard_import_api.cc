#include "server/api/dashboard_import_api.h"

#include <vector>

#include "server/api/document_json.h"
#include "server/domain/dashboard_inputs.h"
#include "server/http/form.h"
#include "server/json/sorted_json.h"

namespace grafake::server {
namespace {

// What is not a text counts as none.
Result<std::vector<DashboardInput>> ReadInputs(const std::optional<JsonValue>& list) {
  std::vector<DashboardInput> inputs;
  if (!list) return inputs;
  JsonItems items(*list);
  while (const auto item = items.Next()) {
    DashboardInput input;
    const auto read = Form("dashboardimport.ImportDashboardInput")
                          .Text("type", input.type)
                          .Text("name", input.name)
                          .Text("value", input.value)
                          .ReadMembers(*item);
    if (!read) return tl::unexpected(read.error());
    inputs.push_back(std::move(input));
  }
  return inputs;
}

bool IsThere(const std::optional<JsonValue>& value) { return value && value->kind != JsonValue::Kind::kNull; }

// A number of the dashboard's own; 1 when it has none.
std::int64_t RevisionOf(std::string_view source) {
  const auto value = ReadJson(source);
  if (!value) return 1;
  std::int64_t revision = 1;
  JsonMembers members(*value);
  while (const JsonMember* const member = members.Next()) {
    if (member->name == "revision" && member->value.kind == JsonValue::Kind::kNumber)
      revision = ParseInteger(member->value.source).value_or(1);
  }
  return revision;
}

}  // namespace

void DashboardImportApi::Mount(Router& router) const {
  router.Add({"POST",
              "/api/dashboards/import",
              {.any_of = {{"dashboards:create"}, {"dashboards:write"}}},
              HandlerOf(this, &DashboardImportApi::Import)});
  if (!shown_.by_id) return;
  router.Add({"POST", "/api/dashboards/trim", RouteAccess(), HandlerOf(this, &DashboardImportApi::Trim)});
}

Response DashboardImportApi::Imported(const DocumentRow& made, std::string_view source, const std::string& path) const {
  const std::int64_t revision = RevisionOf(source);
  JsonWriter json;
  json.BeginObject()
      .Member("uid", made.uid)
      .Member("pluginId", "")
      .Member("title", made.title)
      .Member("imported", true)
      .Member("importedUri", "db/" + made.slug)
      .Member("importedUrl", DocumentUrl(shown_.sub_url, made))
      .Member("slug", made.slug)
      .Member("dashboardId", made.id)
      .Member("folderId", made.folder_id);
  if (shown_.resources) {
    json.Member("folderUid", made.folder_uid);
  } else {
    json.Member("importedRevision", revision).Member("revision", revision);
  }
  json.Member("description", "").Member("path", path).Member("removed", false).EndObject();
  return answers_.Json(json.Take());
}

Response DashboardImportApi::Import(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string plugin;
  std::string path;
  std::string folder_uid;  // means something to resources alone
  std::optional<JsonValue> dashboard;
  std::optional<JsonValue> list;
  DashboardWish wish;
  const auto bound = Form("dashboardimport.ImportDashboardRequest")
                         .Text("pluginId", plugin)
                         .Text("path", path)
                         .Boolean("overwrite", wish.overwrite)
                         .Any("dashboard", dashboard)
                         .Any("inputs", list)
                         .Integer("folderId", wish.folder_id)
                         .Text("folderUid", folder_uid)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const auto inputs = ReadInputs(list);
  if (!inputs) return answers_.Refuse(r.bad_request_data, inputs.error());
  if (!IsThere(dashboard))
    return Because(answers_.Refuse(r.import_without_dashboard), GroundReason(MemberMissing{"dashboard"}));
  if (!MissingInput(dashboard->source, *inputs).empty())
    return Because(answers_.Refuse(r.dashboard_save_failed), GroundReason(MemberMissing{"inputs"}));
  const std::string source = WithInputs(dashboard->source, *inputs);
  wish.source = source;
  if (shown_.resources) wish.folder_uid = folder_uid;
  return dashboards_.SavedAs(context, wish, [&](const DocumentRow& made) { return Imported(made, source, path); });
}

Response DashboardImportApi::Trim(const Context& context) const {
  std::optional<JsonValue> dashboard;
  std::optional<JsonValue> meta;
  const auto bound = Form("models.TrimDashboardCommand")
                         .Any("dashboard", dashboard)
                         .Any("meta", meta)
                         .Required("Dashboard", [&] { return IsThere(dashboard); })
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(answers_.refusals().bad_request_data, bound.error());
  JsonWriter json;
  json.BeginObject()
      .Key("meta")
      .Raw(IsThere(meta) ? SortedJson(meta->source) : "null")
      .Key("dashboard")
      .Raw(SortedJson(dashboard->source))
      .EndObject();
  return answers_.Json(json.Take());
}

}  // namespace grafake::server
