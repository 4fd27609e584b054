#include "server/lies/telling.h"

// Lies about users, orgs and sessions.
namespace grafake::server::lies {
namespace {

// Where the answer has that text, it is a success with that body instead.
auto Success(std::string_view refusal, std::string body) {
  return [refusal, body = std::move(body)](const Request& request, const Truth& truth) {
    Response answer = truth(request);
    if (answer.body.find(refusal) == std::string::npos) return answer;
    answer.status = 200;
    answer.body = body;
    return answer;
  };
}

Response StayLoggedIn(const Request& request, const Truth& truth) {
  return truth(Asks(request, "GET", "/logout") ? Without(request, "Cookie") : request);
}

Response CookieForScripts(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  for (AnswerHeader& header : answer.headers) {
    const auto at = header.name == "Set-Cookie" ? header.value.find("; HttpOnly") : std::string::npos;
    if (at != std::string::npos) header.value.erase(at, 10);
  }
  return answer;
}

Response AnybodyIsIn(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  const bool stranger = answer.status == 401 && request.FindHeader("Authorization") == nullptr &&
                        answer.body.find("Unauthorized") != std::string::npos;
  return stranger ? truth(AsAdmin(request)) : answer;
}

Response AccountsAreUsers(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (!Asks(request, "GET", "/api/org/users") || request.path != "/api/org/users") return answer;
  Request accounts = AsAdmin(request);
  accounts.path = "/api/serviceaccounts/search";
  const auto found = nlohmann::ordered_json::parse(truth(accounts).body, nullptr, false);
  return Changed(std::move(answer), [&](auto& json) {
    if (!json.is_array() || !found.contains("serviceAccounts")) return;
    for (const auto& account : found["serviceAccounts"])
      json.push_back({{"userId", account["id"]}, {"login", account["login"]}});
  });
}

}  // namespace

std::vector<Lie> PeopleLies() {
  return {
      {"org-header-ignored",
       "X-Grafana-Org-Id is not looked at.",
       [](const Request& request, const Truth& truth) { return truth(Without(request, "X-Grafana-Org-Id")); },
       {}},
      {"anybody-is-in", "Who shows no credentials is let in.", AnybodyIsIn, {}},
      {"accounts-are-users", "Service accounts are listed among the users of an org.", AccountsAreUsers, {}},
      {"org-name-free",
       "Two orgs may have the same name.",
       Success("Organization name taken", R"({"message":"Organization created","orgId":1})"),
       {}},
      {"user-name-free",
       "Two users may have the same login.",
       Success("already exists\"", R"({"id":1,"message":"User created"})"),
       {}},
      {"last-admin-unprotected",
       "The last admin of an org can be made a Viewer.",
       Success("no organization admin left", R"({"message":"Organization user updated"})"),
       {}},
      {"logout-keeps-session", "Signing out does not end the session.", StayLoggedIn, {}},
      {"cookie-for-scripts", "The session cookie is not HttpOnly.", CookieForScripts, {}},
      {"brute-force-unnoticed",
       "Wrong passwords are not counted.",
       {},
       [](InstanceSettings& settings) { settings.brute_force_protection = false; }},
  };
}

}  // namespace grafake::server::lies
