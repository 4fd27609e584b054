#include "server/api/annotations_api.h"

#include <algorithm>

#include "server/api/path_id.h"
#include "server/http/form.h"

namespace grafake::server {
namespace {

constexpr std::int64_t kUsualAnnotations = 100;
constexpr std::string_view kOneAnnotation = "/api/annotations/:annotationId";
constexpr std::string_view kPathAnnotation = "annotations:id:{annotationId}";

constexpr ErrorCodes kNotOfAnnotations =
    kUserErrors | kOrgErrors | kRoleErrors | kLifetimeErrors | kMemberErrors | kPasswordErrors | kCredentialErrors |
    kTreeErrors |
    ErrorCodes{ErrorCode::kTakenButForCase, ErrorCode::kExternal, ErrorCode::kNameOfDashboard, ErrorCode::kReserved,
               ErrorCode::kNameOfFolder,    ErrorCode::kTaken,    ErrorCode::kUidTaken,        ErrorCode::kOtherKind,
               ErrorCode::kFixed,           ErrorCode::kInvalid,  ErrorCode::kUidMalformed,    ErrorCode::kUidTooLong,
               ErrorCode::kVersionMismatch};
constexpr RefusalTable kAnnotating({{ErrorCode::kNotFound, &Refusals::annotation_not_found},
                                    {ErrorCode::kFolderNotFound, &Refusals::dashboard_rights_unknown},
                                    {ErrorCode::kDenied, &Refusals::dashboard_denied},
                                    {ErrorCode::kUntitled, &Refusals::annotation_invalid}},
                                   &Refusals::annotation_failed, kNotOfAnnotations);

// Texts of a list; what is none of both is refused.
Result<std::vector<std::string>> TextsOf(const JsonValue& list) {
  std::vector<std::string> texts;
  const auto unfit = [] {
    return Fail(ErrorCode::kInvalid, "unsupported tags format",
                InputUnfit{InputUnfit::Where::kMember, "tags", "something else", "a list of texts"});
  };
  if (list.kind != JsonValue::Kind::kArray) return unfit();
  JsonItems items(list);
  while (const auto item = items.Next()) {
    if (item->kind != JsonValue::Kind::kString) return unfit();
    texts.push_back(item->Text());
  }
  return texts;
}

std::vector<std::string> TagsAskedFor(const Query& query) {
  std::vector<std::string> tags;
  for (const auto& [name, value] : query.pairs()) {
    if (name == "tags" && !value.empty()) tags.push_back(value);
  }
  return tags;
}

// Graphite sends them as one text with blanks between them, or as a list.
Result<std::vector<std::string>> GraphiteTags(const std::optional<JsonValue>& tags) {
  std::vector<std::string> list;
  if (!tags || tags->kind == JsonValue::Kind::kNull) return list;
  if (tags->kind != JsonValue::Kind::kString) return TextsOf(*tags);
  const std::string text = tags->Text();
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    if (end > 0) list.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return list;
}

// Wraps as Go's numbers do.
std::int64_t InMilliseconds(std::int64_t seconds) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(seconds) * 1000);
}

}  // namespace

void AnnotationsApi::Mount(Router& router) const {
  const auto add = [&](std::string_view method, std::string_view pattern, RouteAccess access,
                       Response (AnnotationsApi::*handler)(const Context&) const) {
    router.Add({method, pattern, std::move(access), HandlerOf(this, handler)});
  };
  const auto one = [](std::string_view action) { return RouteAccess{.any_of = {{action, kPathAnnotation}}}; };
  add("GET", "/api/annotations/", {.any_of = {{"annotations:read"}}}, &AnnotationsApi::List);
  add("POST", "/api/annotations/", {.any_of = {{"annotations:create"}}}, &AnnotationsApi::Create);
  add("GET", "/api/annotations/tags", {.any_of = {{"annotations:read"}}}, &AnnotationsApi::Tags);
  add("GET", kOneAnnotation, one("annotations:read"), &AnnotationsApi::Get);
  add("PUT", kOneAnnotation, one("annotations:write"), &AnnotationsApi::Replace);
  add("PATCH", kOneAnnotation, one("annotations:write"), &AnnotationsApi::Change);
  add("DELETE", kOneAnnotation, one("annotations:delete"), &AnnotationsApi::Delete);
  add("POST", "/api/annotations/mass-delete", {.any_of = {{"annotations:delete"}}, .fallback = Fallback::kOrgAdmin},
      &AnnotationsApi::DeleteMany);
  add("POST", "/api/annotations/graphite",
      {.any_of = {{"annotations:create", "annotations:type:organization"}}, .fallback = Fallback::kOrgEditor},
      &AnnotationsApi::CreateByGraphite);
}

void AnnotationsApi::AddLookups(ScopeLookups& lookups) const {
  lookups.Add("annotations:id:", [this](std::int64_t org_id, const std::string& id) -> std::vector<std::string> {
    const auto row = annotations_.Get(org_id, ParseInteger(id).value_or(0));
    if (!row) return {};
    return {row->dashboard_id == 0 ? "annotations:type:organization" : "annotations:type:dashboard"};
  });
}

void AnnotationsApi::AddAnnotation(JsonWriter& json, const AnnotationRow& row, bool with_uid) const {
  json.BeginObject()
      .Member("id", row.id)
      .Member("alertId", 0)
      .Member("alertName", "")
      .Member("dashboardId", row.dashboard_id)
      .Key("dashboardUID");
  if (with_uid && !row.dashboard_uid.empty()) {
    json.Value(row.dashboard_uid);
  } else {
    json.Null();
  }
  json.Member("panelId", row.panel_id)
      .Member("userId", 0)
      .Member("newState", "")
      .Member("prevState", "")
      .Member("created", row.created)
      .Member("updated", row.updated)
      .Member("time", row.time)
      .Member("timeEnd", row.time_end)
      .Member("text", row.text)
      .Key("tags")
      .BeginArray();
  for (const std::string& tag : row.tags) json.Value(tag);
  json.EndArray()
      .Member("login", row.login)
      .Member("email", row.email)
      .Member("avatarUrl", avatars_.OfEmail(row.email))
      .Key("data")
      .Raw(row.data.empty() ? std::string_view("{}") : std::string_view(row.data))
      .EndObject();
}

Response AnnotationsApi::List(const Context& context) const {
  const Query& asked = context.query;
  const std::int64_t limit = asked.Integer("limit");
  const auto rows =
      annotations_.List(context.caller, {.from = asked.Integer("from"),
                                         .to = asked.Integer("to"),
                                         .user_id = asked.Integer("userId"),
                                         .dashboard_id = asked.Integer("dashboardId"),
                                         .panel_id = asked.Integer("panelId"),
                                         .tags = TagsAskedFor(asked),
                                         .any_tag = asked.Boolean("matchAny"),
                                         .alerts = asked.Text("type") == "alert" || asked.Integer("alertId") != 0,
                                         .limit = limit > 0 ? limit : kUsualAnnotations});
  JsonWriter json;
  json.BeginArray();
  for (const AnnotationRow& row : rows) AddAnnotation(json, row, true);
  return answers_.Json(json.EndArray().Take());
}

Response AnnotationsApi::Get(const Context& context) const {
  const auto id = PathId(answers_, context, "annotationId", answers_.refusals().id_invalid);
  if (!id) return id.error();
  const auto row = annotations_.Read(context.caller, *id);
  if (!row) return answers_.RefuseFor(row.error(), kAnnotating);
  JsonWriter json;
  AddAnnotation(json, *row, false);
  return answers_.Json(json.Take());
}

Response AnnotationsApi::Tags(const Context& context) const {
  const std::int64_t limit = context.query.Integer("limit");
  JsonWriter json;
  json.BeginObject().Key("result").BeginObject().Key("tags").BeginArray();
  for (const AnnotationTag& tag :
       annotations_.Tags(context.caller.org_id, context.query.Text("tag"), limit > 0 ? limit : kUsualAnnotations))
    json.BeginObject().Member("tag", tag.tag).Member("count", tag.count).EndObject();
  return answers_.Json(json.EndArray().EndObject().EndObject().Take());
}

Result<AnnotationWish> AnnotationsApi::Read(const Context& context) const {
  AnnotationWish wish;
  std::string uid;
  std::optional<JsonValue> tags;
  std::optional<JsonValue> data;
  const auto bound = Form("dtos.PostAnnotationsCmd")
                         .Integer("dashboardId", wish.dashboard_id)
                         .Text("dashboardUID", uid)
                         .Integer("panelId", wish.panel_id)
                         .Integer("time", wish.time)
                         .Integer("timeEnd", wish.time_end)
                         .Text("text", wish.text)
                         .Any("tags", tags)
                         .Any("data", data)
                         .Bind(context.request);
  if (!bound) return tl::unexpected(bound.error());
  if (tags && tags->kind != JsonValue::Kind::kNull) {
    auto texts = TextsOf(*tags);
    if (!texts) return tl::unexpected(texts.error());
    wish.tags = *std::move(texts);
  }
  if (data && data->kind != JsonValue::Kind::kNull) wish.data = std::string(data->source);
  if (uid.empty()) return wish;
  if (const auto named = documents_.Dashboard(context.caller.org_id, uid)) wish.dashboard_id = named->id;
  return wish;
}

Response AnnotationsApi::Added(const Result<std::int64_t>& made, std::string_view message) const {
  if (!made) return answers_.RefuseFor(made.error(), kAnnotating);
  JsonWriter json;
  json.BeginObject().Member("id", *made).Member("message", message).EndObject();
  return answers_.Json(json.Take());
}

Response AnnotationsApi::Create(const Context& context) const {
  const auto wish = Read(context);
  if (!wish) return answers_.Refuse(answers_.refusals().bad_request_data, wish.error());
  return Added(annotations_.Create(context.caller, *wish), "Annotation added");
}

Response AnnotationsApi::CreateByGraphite(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string what;
  std::string data;
  std::int64_t when = 0;
  std::optional<JsonValue> tags;
  const auto bound = Form("dtos.PostGraphiteAnnotationsCmd")
                         .Text("what", what)
                         .Text("data", data)
                         .Integer("when", when)
                         .Any("tags", tags)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  if (what.empty())
    return Because(answers_.Refuse(r.graphite_annotation_invalid, "what field should not be empty"),
                   GroundReason(MemberMissing{"what"}));
  auto list = GraphiteTags(tags);
  if (!list) return answers_.Refuse(r.graphite_annotation_invalid, list.error());
  return Added(annotations_.Create(context.caller, {.text = data.empty() ? what : what + "\n" + data,
                                                    .tags = *std::move(list),
                                                    .time = InMilliseconds(when)}),
               "Graphite annotation added");
}

Response AnnotationsApi::Updated(const Context& context, bool partly, std::string_view message) const {
  const auto wish = Read(context);
  if (!wish) return answers_.Refuse(answers_.refusals().bad_request_data, wish.error());
  const auto id = PathId(answers_, context, "annotationId", answers_.refusals().id_invalid);
  if (!id) return id.error();
  return answers_.Conclude(annotations_.Update(context.caller, *id, *wish, partly), message, kAnnotating);
}

Response AnnotationsApi::Replace(const Context& context) const { return Updated(context, false, "Annotation updated"); }
Response AnnotationsApi::Change(const Context& context) const { return Updated(context, true, "Annotation patched"); }

Response AnnotationsApi::Delete(const Context& context) const {
  const auto id = PathId(answers_, context, "annotationId", answers_.refusals().id_invalid);
  if (!id) return id.error();
  return answers_.Conclude(annotations_.Delete(context.caller, *id), "Annotation deleted", kAnnotating);
}

Response AnnotationsApi::DeleteMany(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::int64_t dashboard = 0;
  std::int64_t panel = 0;
  std::int64_t id = 0;
  std::string uid;
  const auto bound = Form("dtos.MassDeleteAnnotationsCmd")
                         .Integer("dashboardId", dashboard)
                         .Integer("panelId", panel)
                         .Integer("annotationId", id)
                         .Text("dashboardUID", uid)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  if (!uid.empty()) {
    if (const auto named = documents_.Dashboard(context.caller.org_id, uid)) dashboard = named->id;
  }
  if ((dashboard == 0) != (panel == 0)) {
    return Because(answers_.Refuse(r.annotations_unnamed, "DashboardId and PanelId are both required for mass delete"),
                   GroundReason(MemberMissing{dashboard == 0 ? "dashboardId" : "panelId"}));
  }
  const auto done =
      id != 0 ? annotations_.Delete(context.caller, id) : annotations_.DeleteOfPanel(context.caller, dashboard, panel);
  return answers_.Conclude(done, "Annotations deleted", kAnnotating);
}

}  // namespace grafake::server
