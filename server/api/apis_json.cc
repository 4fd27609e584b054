#include "server/api/apis_json.h"

#include "server/json/indent.h"

namespace grafake::server {
namespace {

using Versions = std::span<const std::string_view>;

std::string_view GroupOf(std::string_view version) { return version.substr(0, version.find('/')); }

// Those at the beginning that are of one group.
Versions OneGroup(Versions versions) {
  std::size_t count = 0;
  while (count < versions.size() && GroupOf(versions[count]) == GroupOf(versions.front())) ++count;
  return versions.first(count);
}

void AddVersion(JsonWriter& json, std::string_view version) {
  json.BeginObject()
      .Member("groupVersion", version)
      .Member("version", version.substr(version.find('/') + 1))
      .EndObject();
}

void AddGroup(JsonWriter& json, Versions group) {
  json.Member("name", GroupOf(group.front())).Key("versions").BeginArray();
  for (const std::string_view version : group) AddVersion(json, version);
  json.EndArray();
  AddVersion(json.Key("preferredVersion"), group.front());
}

}  // namespace

std::string ApisStatusJson(const ApisStatus& status) {
  JsonWriter json;
  json.BeginObject().Member("kind", "Status").Member("apiVersion", "v1").Key("metadata").BeginObject().EndObject();
  json.Member("status", "Failure").Member("message", status.message);
  if (!status.reason.empty()) {
    json.Member("reason", status.reason).Key("details").BeginObject();
    if (!status.name.empty()) json.Member("name", status.name);
    if (!status.resource.empty()) json.Member("group", "iam.grafana.app").Member("kind", status.resource);
    json.EndObject();
  }
  json.Member("code", status.code).EndObject();
  return json.Take() + "\n";
}

std::string ApisGroupsJson(Versions versions) {
  JsonWriter json;
  json.BeginObject().Member("kind", "APIGroupList").Key("groups").BeginArray();
  while (!versions.empty()) {
    const Versions group = OneGroup(versions);
    AddGroup(json.BeginObject(), group);
    json.EndObject();
    versions = versions.subspan(group.size());
  }
  json.EndArray().EndObject();
  return json.Take() + "\n";
}

std::string ApisGroupJson(Versions versions, std::string_view group) {
  while (!versions.empty() && GroupOf(versions.front()) != group) versions = versions.subspan(1);
  if (versions.empty()) return "";
  JsonWriter json;
  json.BeginObject().Member("kind", "APIGroup").Member("apiVersion", "v1");
  AddGroup(json, OneGroup(versions));
  json.EndObject();
  return json.Take() + "\n";
}

std::string ApisPathsJson(std::span<const std::string_view> paths) {
  JsonWriter json;
  json.BeginObject().Key("paths").BeginArray();
  for (const std::string_view path : paths) json.Value(path);
  json.EndArray().EndObject();
  return IndentJson(json.Take());
}

std::string ApisNamespace(std::int64_t org_id) { return org_id == 1 ? "default" : "org-" + std::to_string(org_id); }

}  // namespace grafake::server
