#include "server/api/neighbours_api.h"

namespace grafake::server {

void MountNeighbours(Router& router, const Answers& answers) {
  const auto nothing = [&answers](const Context&) { return answers.Json("[]"); };
  router.Add({"GET", "/api/search/", RouteAccess(), nothing});
  router.Add({"GET", "/api/folders/", {.any_of = {{"folders:read"}}}, nothing});
  router.Add(
      {"GET", "/api/datasources/", {.any_of = {{"datasources:read"}}, .fallback = Fallback::kOrgAdmin}, nothing});
}

}  // namespace grafake::server
