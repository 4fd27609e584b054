#include "server/api/apis_api.h"

#include <algorithm>
#include <array>

#include "server/api/apis_json.h"
#include "server/api/feature_list.h"
#include "server/api/time_text.h"

namespace grafake::server {

// One that can be read: its name in paths, what one of its things is called, who may, where all and where one stand.
struct ApisApi::Resource {
  ThingKind kind;
  std::string_view plural;
  std::string_view thing;
  std::string_view right;
  std::string_view list;
  std::string_view single;
  void (*add_spec)(JsonWriter& json, const ThingRow& row, bool with_state);
};

namespace {

constexpr std::string_view kThingVersion = "iam.grafana.app/v0alpha1";

std::string VersionOfThing(Timestamp time) { return std::to_string(time.time_since_epoch().count()) + "000"; }

void AddAccountSpec(JsonWriter& json, const ThingRow& row, bool with_state) {
  json.Key("spec").BeginObject();
  if (with_state) json.Member("disabled", row.is_disabled).Member("plugin", "").Member("role", row.role);
  json.Member("title", row.name).EndObject();
}

void AddUserSpec(JsonWriter& json, const ThingRow& row, bool with_state) {
  json.Key("spec").BeginObject();
  if (!with_state) {
    if (!row.name.empty()) json.Member("name", row.name);
    json.Member("login", row.login).Member("email", row.email).EndObject();
    return;
  }
  json.Member("disabled", row.is_disabled)
      .Member("email", row.email)
      .Member("emailVerified", false)
      .Member("grafanaAdmin", row.is_admin)
      .Member("login", row.login)
      .Member("title", row.name)
      .Member("provisioned", false)
      .Member("role", row.role)
      .EndObject();
  json.Key("status").BeginObject().Member("lastSeenAt", row.last_seen_at.time_since_epoch().count()).EndObject();
}

void AddTeamSpec(JsonWriter& json, const ThingRow& row, bool with_state) {
  json.Key("spec").BeginObject();
  if (with_state || !row.email.empty()) json.Member("email", row.email);
  if (with_state) json.Member("externalUID", "").Member("provisioned", false);
  json.Member("title", row.name).EndObject();
}

void AddFlag(JsonWriter& json, std::string_view name, bool on) {
  json.BeginObject()
      .Member("key", name)
      .Member("value", on)
      .Member("reason", "static provider evaluation result")
      .Member("variant", "default")
      .EndObject();
}

ApisStatus NothingThere() { return {404, "the server could not find the requested resource", "NotFound", {}, {}}; }

}  // namespace

void ApisApi::Mount(Router& router) const {
  static constexpr std::array<Resource, 3> kResources = {
      {{ThingKind::kAccount, "serviceaccounts", "ServiceAccount", "serviceaccounts:read",
        "/apis/iam.grafana.app/v0alpha1/namespaces/:namespace/serviceaccounts",
        "/apis/iam.grafana.app/v0alpha1/namespaces/:namespace/serviceaccounts/:name", AddAccountSpec},
       {ThingKind::kUser, "users", "User", "org.users:read",
        "/apis/iam.grafana.app/v0alpha1/namespaces/:namespace/users",
        "/apis/iam.grafana.app/v0alpha1/namespaces/:namespace/users/:name", AddUserSpec},
       {ThingKind::kTeam, "teams", "Team", "teams:read", "/apis/iam.grafana.app/v0alpha1/namespaces/:namespace/teams",
        "/apis/iam.grafana.app/v0alpha1/namespaces/:namespace/teams/:name", AddTeamSpec}}};
  for (const Resource& resource : kResources) {
    router.Add({"GET", resource.list, RouteAccess(),
                [this, &resource](const Context& context) { return List(context, resource); }});
    router.Add({"GET", resource.single, RouteAccess(),
                [this, &resource](const Context& context) { return Get(context, resource); }});
  }
  if (rules_.flags) MountFlags(router);
  if (!rules_.features.empty()) MountFeatures(router);
  router.AddBelow({"GET", "/apis", RouteAccess(), HandlerOf(this, &ApisApi::Overview)});
}

void ApisApi::MountFlags(Router& router) const {
  router.Add({"POST", "/apis/features.grafana.app/v0alpha1/namespaces/:namespace/ofrep/v1/evaluate/flags",
              RouteAccess(), [this](const Context&) { return Flags(); }});
  router.Add({"POST", "/apis/features.grafana.app/v0alpha1/namespaces/:namespace/ofrep/v1/evaluate/flags/:flag",
              RouteAccess(), HandlerOf(this, &ApisApi::Flag)});
}

void ApisApi::MountFeatures(Router& router) const {
  router.Add({"GET", "/apis/featuretoggle.grafana.app/v0alpha1/features", RouteAccess(),
              [this](const Context&) { return Features(); }});
  router.Add({"GET", "/apis/featuretoggle.grafana.app/v0alpha1/features/:name", RouteAccess(),
              HandlerOf(this, &ApisApi::Feature)});
}

void ApisApi::AddMetadata(JsonWriter& json, const Context& context, const ThingRow& row) const {
  json.Key("metadata")
      .BeginObject()
      .Member("name", row.uid)
      .Member("namespace", ApisNamespace(context.caller.org_id))
      .Member("resourceVersion", VersionOfThing(row.updated))
      .Member("creationTimestamp", TimeText(row.created));
  const std::string id = std::to_string(row.id);
  if (rules_.with_state) json.Key("labels").BeginObject().Member("grafana.app/deprecatedInternalID", id).EndObject();
  json.Key("annotations").BeginObject();
  if (!rules_.with_state) json.Member("grafana.app/repoName", "SQL").Member("grafana.app/repoPath", id);
  json.Member("grafana.app/updatedTimestamp", TimeText(row.updated)).EndObject().EndObject();
}

void ApisApi::AddThing(JsonWriter& json, const Context& context, const Resource& resource, const ThingRow& row) const {
  AddMetadata(json, context, row);
  resource.add_spec(json, row, rules_.with_state);
}

// Nobody reads another org's namespace.
Response ApisApi::Forbid(const Context& context, const Resource& resource) const {
  const std::string_view one = context.Param("name");
  const std::string kind(resource.plural);
  const std::string& who = context.caller.name.empty() ? context.caller.login : context.caller.name;
  const std::string message = kind + ".iam.grafana.app " + (one.empty() ? "" : "\"" + std::string(one) + "\" ") +
                              "is forbidden: User \"" + who + "\" cannot " + (one.empty() ? "list" : "get") +
                              " resource \"" + kind + "\" in API group \"iam.grafana.app\" in the namespace \"" +
                              std::string(context.Param("namespace")) + "\": unauthorized request";
  Response response =
      answers_.Json(ApisStatusJson({403, message, "Forbidden", std::string(one), resource.plural}), 403);
  if (context.Param("namespace") != ApisNamespace(context.caller.org_id)) {
    return Because(
        std::move(response),
        GroundReason(InputUnfit{InputUnfit::Where::kPath, "namespace", std::string(context.Param("namespace")),
                                ApisNamespace(context.caller.org_id) + ", the caller's own", true}));
  }
  return Because(std::move(response),
                 PermissionNeeded{.any_of = {{resource.right, ""}}, .asker = AskerOf(context.caller)});
}

Response ApisApi::List(const Context& context, const Resource& resource) const {
  if (context.Param("namespace") != ApisNamespace(context.caller.org_id) ||
      !context.caller.permissions->Has(resource.right))
    return Forbid(context, resource);
  const auto rows = things_.List(resource.kind, context.caller.org_id);
  JsonWriter json;
  json.BeginObject().Member("kind", std::string(resource.thing) + "List").Member("apiVersion", kThingVersion);
  json.Key("metadata").BeginObject();
  if (resource.kind != ThingKind::kUser) {
    const auto newest = std::ranges::max_element(rows, {}, &ThingRow::updated);
    json.Member("resourceVersion", VersionOfThing(newest == rows.end() ? ToTimestamp(clock_()) : newest->updated));
  }
  json.EndObject();
  if (!rows.empty() || rules_.with_state) {
    json.Key("items").BeginArray();
    for (const ThingRow& row : rows) {
      AddThing(json.BeginObject(), context, resource, row);
      json.EndObject();
    }
    json.EndArray();
  }
  json.EndObject();
  return answers_.Json(json.Take() + "\n");
}

Response ApisApi::Get(const Context& context, const Resource& resource) const {
  if (context.Param("namespace") != ApisNamespace(context.caller.org_id) ||
      !context.caller.permissions->Has(resource.right))
    return Forbid(context, resource);
  const std::string name(context.Param("name"));
  const auto found = things_.Find(resource.kind, context.caller.org_id, name);
  if (!found) {
    const std::string message = std::string(resource.plural) + ".iam.grafana.app \"" + name + "\" not found";
    return Because(answers_.Json(ApisStatusJson({404, message, "NotFound", name, resource.plural}), 404),
                   GroundReason(NotThere{resource.kind == ThingKind::kUser ? Noun::kUser : Noun::kThing, "name", name,
                                         Within{Noun::kOrg, context.caller.org_id}}));
  }
  JsonWriter json;
  json.BeginObject().Member("kind", resource.thing).Member("apiVersion", kThingVersion);
  AddThing(json, context, resource, *found);
  json.EndObject();
  return answers_.Json(json.Take() + "\n");
}

Response ApisApi::Flags() const {
  JsonWriter json;
  json.BeginObject().Key("flags").BeginArray();
  for (const auto& [name, on] : toggles_) {
    if (name != rules_.no_flag) AddFlag(json, name, on);
  }
  json.EndArray().EndObject();
  return answers_.Json(json.Take() + "\n");
}

Response ApisApi::Flag(const Context& context) const {
  const std::string_view name = context.Param("flag");
  JsonWriter json;
  if (const auto found = toggles_.find(name); found != toggles_.end() && name != rules_.no_flag) {
    AddFlag(json, name, found->second);
    return answers_.Json(json.Take() + "\n");
  }
  json.BeginObject().Member("key", name).Member("errorCode", "FLAG_NOT_FOUND").EndObject();
  return Because(answers_.Json(json.Take() + "\n", 404),
                 GroundReason(NotThere{Noun::kFlag, "name", std::string(name)}));
}

Response ApisApi::Features() const { return answers_.Json(FeatureListJson(rules_.features)); }

Response ApisApi::Feature(const Context& context) const {
  const std::string_view name = context.Param("name");
  if (std::string feature = FeatureJson(rules_.features, name); !feature.empty())
    return answers_.Json(std::move(feature));
  return Because(answers_.Json(ApisStatusJson({500, "not found", {}, {}, {}}), 500),
                 GroundReason(NotThere{Noun::kFlag, "name", std::string(name)}));
}

bool ApisApi::HasVersionOf(std::string_view path) const {
  return std::ranges::any_of(rules_.groups, [&](std::string_view version) {
    return path.starts_with(version) && (path.size() == version.size() || path[version.size()] == '/');
  });
}

Response ApisApi::Overview(const Context& context) const {
  std::string_view path = context.request.path;
  path.remove_prefix(std::min(path.size(), std::string_view("/apis").size()));
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.empty()) return answers_.Json(ApisGroupsJson(rules_.groups));
  if (std::string group = ApisGroupJson(rules_.groups, path); !group.empty()) return answers_.Json(std::move(group));
  const ReasonPtr reason = MakeReason(NotServed{"API of that group, version and path below /apis"});
  if (HasVersionOf(path)) return Because(answers_.Json(ApisStatusJson(NothingThere()), 404), reason);
  if (!rules_.paths.empty()) return Because(answers_.Json(ApisPathsJson(rules_.paths), 404), reason);
  return Because(
      {.status = 404, .headers = {{"Content-Type", "text/plain; charset=utf-8"}}, .body = "404 page not found\n"},
      reason);
}

}  // namespace grafake::server
