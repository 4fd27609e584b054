#include "server/control/control_call.h"

#include <algorithm>

#include "server/config/nearest.h"
#include "server/control/control_error.h"
#include "server/json/writer.h"

namespace grafake::server {
const std::string& ControlCall::Param(std::string_view name) const {
  return std::ranges::find(params, name, [](const auto& param) { return param.first; })->second;
}

Response ControlJson(std::string json, int status) {
  return {.status = status,
          .headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
          .body = std::move(json) + "\n"};
}

Response ControlNothing() { return {.status = 204, .headers = {{"Cache-Control", "no-store"}}}; }

Response ControlRefusal(int status, std::string_view sentence) {
  JsonWriter json;
  json.BeginObject().Member("error", sentence).EndObject();
  return ControlJson(json.Take(), status);
}

DocumentNode DocumentOf(const Request& request) {
  auto document = ReadDocument(request.body);
  if (!document) throw ControlError(400, InLine("", document.error().line, document.error().sentence));
  return *std::move(document);
}

void RefuseUnknownSnapshot(int status, Controlled& controlled, const std::string& name) {
  throw ControlError(
      status, "there is no snapshot named \"" + name + "\"" + Guess(Nearest(name, controlled.snapshots().Names())));
}

World::State NeedSnapshot(Controlled& controlled, const std::string& name) {
  auto state = controlled.snapshots().Find(name);
  if (state == nullptr) RefuseUnknownSnapshot(409, controlled, name);
  return state;
}

void RefuseSeed(const NotSeeded& e) { throw ControlError(422, e.what()); }

void RefuseMember(const BadMember& bad) { throw ControlError(400, InLine("", bad.line(), bad.what())); }

}  // namespace grafake::server
