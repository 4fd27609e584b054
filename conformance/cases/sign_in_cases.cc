#include "conformance/cases/cases.h"

// Sessions: signing in, the cookie, signing out.
namespace grafake::conformance {
namespace {

using testing::AllOf;

Reply SignIn(Session& s, const std::string& user, const std::string& password) {
  return s.Post("/login", {{"user", user}, {"password", password}}, "");
}

// The cookie that the answer to a sign-in set, as a credential; [auth] login_cookie_name may have renamed it.
std::string Cookie(const Reply& reply) {
  const auto found = reply.answer().headers.find("Set-Cookie");
  const std::string text = found == reply.answer().headers.end() ? "" : found->second;
  const std::string cookie = text.substr(0, text.find(';'));
  if (cookie.find('=') == std::string::npos) throw Blocked("signing in set no session cookie");
  return "cookie:" + cookie;
}

}  // namespace

std::vector<Case> SignInCases() {
  return {
      {"LOGIN-001", kMust, "Who signs in gets a session cookie that only the server reads.", "8.5..9.3",
       "access/login 1",
       [](Session& s) {
         const Person person = s.NewPerson();
         const Reply in = SignIn(s, person.login, person.password);
         in.Is(AllOf(Status(200), Field("/message", "Logged in")));
         const auto cookie = in.answer().headers.find("Set-Cookie");
         const bool hidden =
             cookie != in.answer().headers.end() && cookie->second.find("HttpOnly") != std::string::npos;
         s.Expect(hidden, "a cookie with HttpOnly", "none");
       }},
      {"LOGIN-002", kMust, "The cookie stands for the person.", "8.5..9.3", "access/login 2",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Get("/api/user", Cookie(SignIn(s, person.login, person.password)))
             .Is(AllOf(Status(200), Field("/login", person.login)));
       }},
      {"LOGIN-003", kMust, "Signing out ends the session.", "8.5..9.3", "access/login 7",
       [](Session& s) {
         const Person person = s.NewPerson();
         const std::string cookie = Cookie(SignIn(s, person.login, person.password));
         s.Get("/logout", cookie).Is(Status(302));
         s.Get("/api/user", cookie).Is(Status(401));
       }},
      {"LOGIN-004", kMust, "A cookie that was never given is refused with 401.", "8.5..9.3", "access/login 8",
       [](Session& s) { s.Get("/api/user", "cookie:grafana_session=junk").Is(Status(401)); }},
      {"LOGIN-005", kMust, "A wrong password is refused with 401, and no cookie.", "8.5..9.3", "access/login 9",
       [](Session& s) { SignIn(s, s.NewPerson().login, "wrong").Is(AllOf(Status(401), NoHeader("Set-Cookie"))); }},
      {"LOGIN-006", kMust, "An unknown person is refused as a wrong password is.", "8.5..9.3", "access/login 10",
       [](Session& s) { SignIn(s, s.Name("nobody"), "wrong").Is(Status(401)); }},
      {"LOGIN-007", kMust, "A body without user and password is refused with 400.", "8.5..9.3", "access/login 12",
       [](Session& s) { s.Post("/login", Json::object(), "").Is(Message(400, "bad login data")); }},
      {"LOGIN-008", kMust, "A session is listed to the person who has it.", "8.5..9.3", "access/login 4",
       [](Session& s) {
         const Person person = s.NewPerson();
         const std::string cookie = Cookie(SignIn(s, person.login, person.password));
         s.Get("/api/user/auth-tokens", cookie).Is(AllOf(Status(200), Size("", 1), Field("/0/isActive", true)));
       }},
      {"LOGIN-009", kMust, "A service account cannot sign in.", "8.5..9.3", "tried on 9.0.9",
       [](Session& s) {
         const Account bot = s.NewAccount();
         SignIn(s, bot.login, s.NewToken(bot).key).Is(AllOf(Status(401), NoHeader("Set-Cookie")));
       }},
      {"LOGIN-010", kMust, "A signed-in Admin may make service accounts.", "8.5..9.3", "access/login 5",
       [](Session& s) {
         const Person person = s.NewPerson("Admin");
         s.Post("/api/serviceaccounts", {{"name", s.Name("by-cookie")}, {"role", "Viewer"}},
                Cookie(SignIn(s, person.login, person.password)))
             .Is(Status(201));
       }},
  };
}

}  // namespace grafake::conformance
