#include "server/control/description.h"

#include <map>

#include "server/control/control.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// "/worlds/:name" as OpenAPI writes it, "/worlds/{name}".
std::string Template(std::string_view path) {
  std::string out;
  bool parameter = false;
  for (const char c : path) {
    if (parameter && c == '/') out += '}';
    if (c == '/') parameter = false;
    if (c == ':') {
      parameter = true;
      out += '{';
    } else {
      out += c;
    }
  }
  return parameter ? out + "}" : out;
}

void DescribeParameter(JsonWriter& json, std::string_view in, bool required, const ControlMember& parameter) {
  json.BeginObject().Member("name", parameter.name).Member("in", in).Member("required", required);
  if (!parameter.about.empty()) json.Member("description", parameter.about);
  json.Key("schema").BeginObject().Member("type", parameter.type).EndObject().EndObject();
}

void DescribeParameters(JsonWriter& json, const ControlRoute& route) {
  const std::string path = Template(route.path);
  json.Key("parameters").BeginArray();
  for (auto begin = path.find('{'); begin != std::string::npos; begin = path.find('{', begin + 1)) {
    const std::string name = path.substr(begin + 1, path.find('}', begin) - begin - 1);
    DescribeParameter(json, "path", true, {name, "string", ""});
  }
  for (const ControlMember& parameter : route.query) DescribeParameter(json, "query", false, parameter);
  json.EndArray();
}

void DescribeMember(JsonWriter& json, const ControlMember& member) {
  json.Key(member.name).BeginObject();
  if (!member.type.empty()) json.Member("type", member.type);
  json.Member("description", member.about).EndObject();
}

void DescribeSchema(JsonWriter& json, const ControlRoute& route) {
  json.BeginObject();
  json.Key("schema").BeginObject().Member("type", "object").Member("additionalProperties", false);
  json.Key("properties").BeginObject();
  for (const ControlMember& member : route.body) DescribeMember(json, member);
  json.EndObject().EndObject().EndObject();
}

void DescribeBody(JsonWriter& json, const ControlRoute& route) {
  if (route.body.empty()) return;
  json.Key("requestBody").BeginObject().Key("content").BeginObject();
  for (const std::string_view type : {"application/json", "application/yaml"}) {
    json.Key(type);
    DescribeSchema(json, route);
  }
  json.EndObject().EndObject();
}

void DescribeRoute(JsonWriter& json, const ControlRoute& route) {
  json.BeginObject().Member("summary", route.about);
  DescribeParameters(json, route);
  DescribeBody(json, route);
  json.Key("responses").BeginObject();
  json.Key(std::to_string(route.status)).BeginObject().Member("description", "It is done.").EndObject();
  json.Key("default").BeginObject().Member("description", "{\"error\": sentence}").EndObject();
  json.EndObject().EndObject();
}

std::string Lower(std::string_view method) {
  std::string lower(method);
  for (char& c : lower) c = static_cast<char>(c | 0x20);
  return lower;
}

}  // namespace

Response DescribeControl(Control& /*control*/, const ControlCall& /*call*/) {
  std::map<std::string, std::vector<const ControlRoute*>> paths;
  for (const ControlRoute& route : Control::Routes())
    paths[std::string(Control::kPath) + Template(route.path)].push_back(&route);
  JsonWriter json;
  json.BeginObject().Member("openapi", "3.0.3");
  json.Key("info")
      .BeginObject()
      .Member("title", "grafake test control")
      .Member("version", GRAFAKE_VERSION)
      .Member("description",
              "At the address of the main world, what is about one world stands below /_grafake/worlds/{name}, too; "
              "routes of worlds stand there alone.")
      .EndObject();
  json.Key("paths").BeginObject();
  for (const auto& [path, routes] : paths) {
    json.Key(path).BeginObject();
    for (const ControlRoute* route : routes) {
      json.Key(Lower(route->method));
      DescribeRoute(json, *route);
    }
    json.EndObject();
  }
  json.EndObject().EndObject();
  return ControlJson(json.Take());
}

}  // namespace grafake::server
