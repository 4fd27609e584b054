#include "server/api/pages_api.h"

#include <algorithm>

#include "server/http/static_files.h"

namespace grafake::server {
namespace {

// Who may not see one is sent home, strangers too: nobody is asked to sign in first.
RouteAccess PageNeeds(std::string_view action, Fallback fallback) {
  return RouteAccess{.sign_in = false, .any_of = {{action}}, .fallback = fallback};
}

bool IsHashOfEmail(std::string_view text) {
  constexpr std::size_t kDigits = 32;
  return text.size() == kDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Response AvatarOf(const Answers& answers, const Context& context) {
  if (!IsHashOfEmail(context.Param("hash"))) return answers.ContextRefuse(answers.refusals().avatar_not_found);
  const StaticFile& picture = *FindStaticFile("/public/img/user_profile.png");
  return {.headers = {{"Content-Type", std::string(picture.type)}, {"Cache-Control", "private, max-age=3600"}},
          .body = std::string(picture.body())};
}

}  // namespace

void MountPages(Router& router, const Answers& answers, const Pages& pages, const PageRules& rules) {
  const auto page = [&pages](PageKind kind) {
    return [&pages, kind](const Context& context) { return pages.Page(kind, context); };
  };
  const RouteHandler elsewhere = page(PageKind::kElsewhere);
  const RouteAccess accounts = PageNeeds("serviceaccounts:read", Fallback::kOrgAdmin);
  router.Add({"GET", "/", RouteAccess(), page(PageKind::kHome)});
  for (const char* path : {"/profile", "/profile/password"}) router.Add({"GET", path, RouteAccess(), elsewhere});
  // Where password managers look; strangers are led there too.
  router.Add({"GET", "/.well-known/change-password", RouteAccess{.sign_in = false}, [&pages](const Context& context) {
                return pages.Redirect(context.request, pages.sub_url() + "/profile/password");
              }});
  router.Add({"GET", "/org/users", PageNeeds("org.users:read", Fallback::kOrgAdmin), elsewhere});
  if (rules.keys_have_a_page)
    router.Add({"GET", "/org/apikeys", PageNeeds("apikeys:read", Fallback::kOrgAdmin), page(PageKind::kApiKeys)});
  router.Add({"GET", "/org/serviceaccounts", accounts, page(PageKind::kAccounts)});
  router.Add({"GET", "/org/serviceaccounts/:id", accounts, [&pages](const Context& context) {
                return pages.Page(context.Param("id") == "create" ? PageKind::kNewAccount : PageKind::kAccount,
                                  context);
              }});
  router.Add({"GET", "/org/teams", PageNeeds("teams:read", Fallback::kTeamsAccess), elsewhere});
  router.Add({"GET", "/admin/settings", PageNeeds("settings:read", Fallback::kGrafanaAdmin), elsewhere});
  router.Add({"GET", "/admin/users", PageNeeds("users:read", Fallback::kGrafanaAdmin), elsewhere});
  router.Add({"GET", "/admin/orgs", PageNeeds("orgs:read", Fallback::kGrafanaAdmin), elsewhere});
  router.Add({"GET", "/avatar/:hash", RouteAccess{.sign_in = false},
              [&answers](const Context& context) { return AvatarOf(answers, context); }});
}

}  // namespace grafake::server
