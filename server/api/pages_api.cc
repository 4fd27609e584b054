#include "server/api/pages_api.h"

namespace grafake::server {

void MountPages(Router& router, const Pages& pages) {
  const auto page = [&pages](const Context&) { return pages.Empty(); };
  // Who may not see one is sent home, strangers too: nobody is asked to sign in first.
  const auto needs = [](std::string_view action, Fallback fallback) {
    return RouteAccess{.sign_in = false, .any_of = {{action}}, .fallback = fallback};
  };
  for (const char* path : {"/", "/profile", "/profile/password"}) router.Add({"GET", path, RouteAccess(), page});
  // Where password managers look; strangers are led there too.
  router.Add({"GET", "/.well-known/change-password", RouteAccess{.sign_in = false}, [&pages](const Context& context) {
                return pages.Redirect(context.request, pages.sub_url() + "/profile/password");
              }});
  router.Add({"GET", "/org/users", needs("org.users:read", Fallback::kOrgAdmin), page});
  router.Add({"GET", "/org/apikeys", needs("apikeys:read", Fallback::kOrgAdmin), page});
  router.Add({"GET", "/org/serviceaccounts", needs("serviceaccounts:read", Fallback::kOrgAdmin), page});
  router.Add({"GET", "/org/serviceaccounts/:id", needs("serviceaccounts:read", Fallback::kOrgAdmin), page});
  router.Add({"GET", "/org/teams", needs("teams:read", Fallback::kTeamsAccess), page});
  router.Add({"GET", "/admin/settings", needs("settings:read", Fallback::kGrafanaAdmin), page});
  router.Add({"GET", "/admin/users", needs("users:read", Fallback::kGrafanaAdmin), page});
  router.Add({"GET", "/admin/orgs", needs("orgs:read", Fallback::kGrafanaAdmin), page});
}

}  // namespace grafake::server
