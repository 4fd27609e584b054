#include "conformance/cases/own_org.h"

// Signing in by a header of a proxy in front. Each case starts a server of its own.
namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;

ServerSettings Proxied(const std::string& more = "") { return WithToggle("[auth.proxy]\nenabled = true\n" + more); }

const std::string kFurther =
    "headers = Name:X-WEBAUTH-NAME Email:X-WEBAUTH-EMAIL Login:X-WEBAUTH-LOGIN Role:X-WEBAUTH-ROLE\n";

Reply GetVouched(Session& s, const std::string& target, const std::string& user, HeaderMap headers = {},
                 const std::string& who = "") {
  headers["X-WEBAUTH-USER"] = user;
  return s.Send({.method = "GET", .target = target, .who = who, .headers = headers});
}

// The page of an error: the message is its title.
AnswerMatcher RefusedWithPage(const std::string& title) {
  return AllOf(Status(407), BodyThat(AllOf(HasSubstr("<html"), HasSubstr(title))));
}

std::vector<Case> Vouched() {
  return {
      {"PROXY-001", kMust, "Whom the proxy names is signed in, and made where there is no such user.", kRecordedBoth,
       "proxy/sign-up 2",
       [](Session& s) {
         s.Get("/api/user", "").Is(Message(401, "Unauthorized"));
         const Reply jane = GetVouched(s, "/api/user", "jane");
         jane.Is(AllOf(Status(200), Field("/login", "jane"), Field("/isExternal", true)));
         GetVouched(s, "/api/user", "jane").Is(Field("/id", jane.NeedsId()));
         GetVouched(s, "/api/user/orgs", "jane")
             .Is(AllOf(Size("", 1), Field("/0/orgId", 1), Field("/0/role", "Viewer")));
         GetVouched(s, "/api/org/users", "jane").Is(Denied("org.users:read"));
         GetVouched(s, "/api/user", "").Is(Message(401, "Unauthorized"));
       },
       Proxied()},
      {"PROXY-002", kMust, "Further headers are written to the user; what has not changed leaves an admin's changes.",
       kRecordedBoth, "proxy/sync 3",
       [](Session& s) {
         const Reply jane = GetVouched(s, "/api/user", "jane", {{"X-WEBAUTH-NAME", "One"}});
         jane.Is(AllOf(Status(200), Field("/name", "One")));
         s.Put("/api/users/" + std::to_string(jane.NeedsId()),
               {{"name", "By Admin"}, {"login", "jane"}, {"email", "j@example.com"}})
             .Needs(Status(200));
         GetVouched(s, "/api/user", "jane", {{"X-WEBAUTH-NAME", "One"}}).Is(Field("/name", "By Admin"));
         GetVouched(s, "/api/user", "jane", {{"X-WEBAUTH-NAME", "Two"}}).Is(Field("/name", "Two"));
         GetVouched(s, "/api/user/orgs", "kim", {{"X-WEBAUTH-ROLE", "Editor"}})
             .Is(AllOf(Size("", 1), Field("/0/role", "Editor")));
       },
       Proxied(kFurther)},
      {"PROXY-003", kMust, "In 9.0 a good credential wins over the header, and a bad one is refused beside it.", "9.0",
       "proxy/mixed 7",
       [](Session& s) {
         const Person una = s.NewPerson();
         const Token token = s.NewToken(s.NewAccount());
         GetVouched(s, "/api/user", "jane", {}, una.Who()).Is(AllOf(Status(200), Field("/login", una.login)));
         GetVouched(s, "/api/user", "jane", {}, una.login + ":wrong").Is(Message(401, "invalid username or password"));
         GetVouched(s, "/api/user", "jane", {}, "bearer:nope").Is(Message(401, "invalid API key"));
         GetVouched(s, "/api/user", "jane", {}, token.Who()).Is(Message(404, "user not found"));
         GetVouched(s, "/api/org/users", "admin", {}, token.Who()).Is(Denied("org.users:read"));
         GetVouched(s, "/api/user", "jane").Is(Field("/authLabels", {"OAuth"}));
       },
       Proxied()},
      {"PROXY-004", kMust, "In 12.4 a good credential wins over the header, and a bad one leaves the turn to it.",
       "12.4", "proxy/mixed 7",
       [](Session& s) {
         const Person una = s.NewPerson();
         const Token token = s.NewToken(s.NewAccount());
         GetVouched(s, "/api/user", "jane", {}, una.Who()).Is(AllOf(Status(200), Field("/login", una.login)));
         GetVouched(s, "/api/user", "jane", {}, una.login + ":wrong")
             .Is(AllOf(Status(200), Field("/login", "jane"), Field("/authLabels", {"Auth Proxy"})));
         GetVouched(s, "/api/user", "jane", {}, "bearer:nope").Is(AllOf(Status(200), Field("/login", "jane")));
         GetVouched(s, "/api/org/users", "admin", {}, token.Who()).Is(Denied("org.users:read"));
       },
       Proxied()},
      {"PROXY-005", kMust, "In 9.0 whom the proxy names changes neither his login nor his password.", "9.0",
       "proxy/own-data 4",
       [](Session& s) {
         GetVouched(s, "/api/user", "jane").Needs(Status(200));
         const auto put = [&](const std::string& target, const Json& body) {
           return s.Send({.method = "PUT",
                          .target = target,
                          .who = "",
                          .headers = {{"X-WEBAUTH-USER", "jane"}},
                          .body = body.dump()});
         };
         put("/api/user", {{"name", "X"}, {"login", "janet"}, {"email", "jane@example.com"}})
             .Is(Message(400, "Not allowed to change username when auth proxy is using username property"));
         put("/api/user/password", {{"oldPassword", ""}, {"newPassword", "12345"}})
             .Is(Message(400, "Not allowed to change password when LDAP or Auth Proxy is enabled"));
         put("/api/user", {{"name", "Jane Doe"}, {"login", "jane"}, {"email", "jane@example.com"}}).Is(Status(200));
         GetVouched(s, "/api/user", "jane").Is(AllOf(Field("/login", "jane"), Field("/name", "Jane Doe")));
       },
       Proxied()},
  };
}

std::vector<Case> NotVouched() {
  const std::string failed = "failed to log in as user, specified in auth proxy header";
  const std::string page_title = "proxy authentication required";
  return {
      {"PROXY-010", kMust, "In 9.0 with sign-up off nobody is made, and an unknown name is refused with a page.", "9.0",
       "proxy/no-sign-up 3",
       [failed](Session& s) {
         const Person una = s.NewPerson();
         GetVouched(s, "/api/user", "jane").Is(RefusedWithPage(failed));
         GetVouched(s, "/api/nothing", "jane").Is(RefusedWithPage(failed));
         GetVouched(s, "/api/health", "jane").Is(Status(200));
         GetVouched(s, "/api/user", una.login).Is(AllOf(Status(200), Field("/id", una.id)));
         s.Get("/api/users").Is(Size("", 2));
       },
       Proxied("auto_sign_up = false\n")},
      {"PROXY-011", kMust, "In 12.4 with sign-up off nobody is made, and an unknown name is refused with 401.", "12.4",
       "tried on 12.4.0",
       [](Session& s) {
         const Person una = s.NewPerson();
         GetVouched(s, "/api/user", "jane")
             .Is(AllOf(Message(401, "Sign up is disabled"), Field("/messageId", "user.sync.signup-disabled")));
         GetVouched(s, "/api/user", una.login).Is(AllOf(Status(200), Field("/id", una.id)));
         s.Get("/api/users").Is(Size("", 2));
       },
       Proxied("auto_sign_up = false\n")},
      {"PROXY-012", kMust, "In 9.0 who is not in the whitelist is refused with a page, whatever forwarded him.", "9.0",
       "proxy/whitelist 3",
       [page_title](Session& s) {
         GetVouched(s, "/api/user", "jane").Is(RefusedWithPage(page_title));
         GetVouched(s, "/api/user", "jane", {{"X-Forwarded-For", "10.0.0.1"}}).Is(RefusedWithPage(page_title));
         s.Get("/api/user", "").Is(Message(401, "Unauthorized"));
         GetVouched(s, "/api/user", "jane", {}, s.admin()).Is(Field("/login", "admin"));
       },
       Proxied("whitelist = 10.0.0.1\n")},
      {"PROXY-013", kMust, "In 12.4 who is not in the whitelist is refused with 401, whatever forwarded him.", "12.4",
       "proxy/whitelist 3",
       [](Session& s) {
         const auto refused = AllOf(Message(401, "Unauthorized"), Field("/messageId", "auth-proxy.invalid-ip"));
         GetVouched(s, "/api/user", "jane").Is(refused);
         GetVouched(s, "/api/user", "jane", {{"X-Forwarded-For", "10.0.0.1"}}).Is(refused);
         GetVouched(s, "/api/user", "jane", {}, s.admin()).Is(Field("/login", "admin"));
       },
       Proxied("whitelist = 10.0.0.1\n")},
      {"PROXY-014", kMust, "Without [auth.proxy] the header is nothing.", kRecordedBoth, "access/generic-errors",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         s.RequireSetting("auth.proxy", "enabled", "false");
         GetVouched(s, "/api/user", "admin").Is(Message(401, "Unauthorized"));
       }},
  };
}

}  // namespace

std::vector<Case> ProxyCases() {
  std::vector<Case> cases = Vouched();
  const std::vector<Case> more = NotVouched();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
