#include "server/api/permissions_api.h"

#include "server/json/writer.h"

namespace grafake::server {

void MountPermissions(Router& router, const Answers& answers) {
  router.Add({"GET", "/api/access-control/user/permissions", RouteAccess(), [&answers](const Context& context) {
                JsonWriter json;
                json.BeginObject();
                for (const std::string_view action : context.caller.permissions->Actions()) json.Member(action, true);
                json.EndObject();
                return answers.Json(json.Take());
              }});
}

}  // namespace grafake::server
