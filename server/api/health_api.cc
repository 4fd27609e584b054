#include "server/api/health_api.h"

#include "server/json/indent.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

Response Text(std::string body) {
  return {.headers = {{"Content-Type", "text/plain; charset=utf-8"}}, .body = std::move(body)};
}

Response Health(const HealthSettings& settings, bool healthy) {
  JsonWriter json;
  json.BeginObject();
  if (!settings.hide_version && !settings.state_first) json.Member("commit", settings.commit);
  json.Member("database", healthy ? "ok" : "failing");
  if (!settings.hide_version) json.Member("version", settings.version);
  if (!settings.hide_version && settings.state_first) json.Member("commit", settings.commit);
  json.EndObject();
  Response response{.status = healthy ? 200 : 503,
                    .headers = {{"Content-Type", "application/json; charset=UTF-8"}},
                    .body = IndentJson(json.Take())};
  return healthy ? response : Because(std::move(response), StorageFailed{"its file cannot be written"});
}

}  // namespace

void MountHealth(Gateway& gateway, const HealthSettings& settings, std::function<bool()> healthy) {
  gateway.AddEarly("/api/health",
                   [settings, healthy = std::move(healthy)](const Request&) { return Health(settings, healthy()); });
  // Its type is guessed from the body, which HEAD has not.
  gateway.AddEarly("/healthz",
                   [](const Request& request) { return request.method == "HEAD" ? Response() : Text("Ok"); });
}

void MountKubernetesHealth(Router& router) {
  for (const char* path : {"/livez", "/readyz"}) {
    router.Add({"GET", path, RouteAccess(), [](const Context&) { return Text("ok"); }});
  }
}

}  // namespace grafake::server
