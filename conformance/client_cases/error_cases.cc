#include <grafake/current_org.h>
#include <grafake/current_user.h>
#include <grafake/server_info.h>
#include <grafake/service_accounts.h>

#include "conformance/client_cases/judging.h"

// What the client library makes of a server's state and of calls that fail.
namespace grafake::conformance {
namespace {

const std::string kInfo = "client/include/grafake/server_info.h";
const std::string kResult = "client/include/grafake/result.h";

std::vector<Case> Infos() {
  return {
      {"CLIENT-080", kMust, "GetHealth tells the release and the state of the database, without credentials.", "8.5..",
       kInfo,
       [](Session& s) {
         s.RequireSetting("auth.anonymous", "hide_version", "false");
         const auto health = ValueOf(s, "GetHealth", ServerInfo(ClientFor(s, "")).GetHealth());
         if (!health) return;
         ExpectSame<std::string>(s, "GetHealth: database", health->database, "ok");
         ExpectSame(s, "GetHealth: version", health->version, s.Get("/api/health", "").Text("/version"));
       }},
      {"CLIENT-081", kMust, "FeatureToggles tells the toggles that are on.", "8.5..9.0", kInfo,
       [](Session& s) {
         const auto toggles = ValueOf(s, "FeatureToggles", ServerInfo(ClientFor(s)).FeatureToggles());
         if (toggles) ExpectSame(s, "FeatureToggles: serviceAccounts", toggles->contains("serviceAccounts"), true);
       },
       WithToggle()},
      {"CLIENT-082",
       kMust,
       "Without the toggle a call about service accounts is refused with status 404.",
       "8.5..9.0",
       kInfo,
       [](Session& s) {
         const Client client = ClientFor(s);
         const auto toggles = ValueOf(s, "FeatureToggles", ServerInfo(client).FeatureToggles());
         if (toggles) ExpectSame(s, "FeatureToggles: serviceAccounts", toggles->contains("serviceAccounts"), false);
         ExpectRefused(s, "Get", ServiceAccounts(client).Get(2), {.status = 404, .message = "Not found"});
       },
       {.environment = {{"GF_LOG_LEVEL", "error"}}}},
  };
}

std::vector<Case> ClientRefusals() {
  return {
      {"CLIENT-090", kMust, "A wrong password is refused with status 401.", kBasicIs401, kResult,
       [](Session& s) {
         const auto me = CurrentUser(ClientFor(s, s.NewPerson().login + ":wrong")).Get();
         ExpectRefused(s, "CurrentUser.Get", me, {.status = 401});
       }},
      {"CLIENT-091", kMust, "A caller without credentials is refused with status 401 and the word Unauthorized.",
       "8.5..", kResult,
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         ExpectRefused(s, "CurrentOrg.Get", CurrentOrg(ClientFor(s, "")).Get(),
                       {.status = 401, .message = "Unauthorized"});
       }},
      {"CLIENT-092", kMust, "A Viewer's token is refused service accounts with status 403.", "8.5..", kResult,
       [](Session& s) {
         const Token token = s.NewToken(s.NewAccount());
         const auto page = ServiceAccounts(ClientFor(s, token.Who())).Search("", 1, 1);
         ExpectRefused(s, "Search", page, {.status = 403});
       }},
      {"CLIENT-093", kMust, "No error tells the secret of its caller.", "8.5..", kResult,
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Delete(bot.Path("/tokens/" + std::to_string(token.id))).Needs(Status(200));
         const auto current = CurrentOrg(ClientFor(s, token.Who())).Get();
         if (current) return s.Note("CurrentOrg.Get with a deleted token", "a refusal", "success");
         const bool told = current.error().ToString().find(token.key) != std::string::npos;
         ExpectSame(s, "CurrentOrg.Get: the error holds the token", told, false);
       }},
  };
}

std::vector<Case> Failures() {
  return {
      {"CLIENT-100", kMust, "A call whose deadline has passed times out, and nothing is changed.", "8.5..", kResult,
       [](Session& s) {
         const CallOptions late{.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1)};
         s.Announce("account", s.Name("late"));
         const auto made = ServiceAccounts(ClientFor(s)).Create({.name = s.Name("late")}, late);
         ExpectRefused(s, "Create", made, {.kind = ErrorKind::kTimedOut});
         s.Get("/api/serviceaccounts/search?query=" + s.Name("late")).Is(Field("/totalCount", 0));
       }},
      {"CLIENT-101", kMust, "A call that is stopped before it begins is cancelled, and nothing is changed.", "8.5..",
       kResult,
       [](Session& s) {
         std::stop_source stop;
         stop.request_stop();
         s.Announce("account", s.Name("stopped"));
         const auto made =
             ServiceAccounts(ClientFor(s)).Create({.name = s.Name("stopped")}, {.stop = stop.get_token()});
         ExpectRefused(s, "Create", made, {.kind = ErrorKind::kCancelled});
         s.Get("/api/serviceaccounts/search?query=" + s.Name("stopped")).Is(Field("/totalCount", 0));
       }},
      {"CLIENT-103", kMust, "Arguments that cannot work are told as misuse, before anything is sent.", "8.5..", kResult,
       [](Session& s) {
         ClientOptions options = OptionsFor(s, s.admin());
         options.url = "no url";
         ExpectRefused(s, "CurrentOrg.Get", CurrentOrg(Client(options)).Get(), {.kind = ErrorKind::kMisused});
       }},
  };
}

}  // namespace

std::vector<Case> ErrorClientCases() {
  std::vector<Case> cases = Infos();
  for (auto part : {ClientRefusals(), Failures()}) cases.insert(cases.end(), part.begin(), part.end());
  return cases;
}

}  // namespace grafake::conformance
