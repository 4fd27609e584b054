#include "conformance/cases/cases.h"

// Settings that change what the API promises. Each case starts a server of its own.
namespace grafake::conformance {
namespace {

using testing::AllOf;

Variables On(Variables more) {
  more.emplace("GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts");
  return more;
}

Reply NewToken(Session& s, const Json& seconds) {
  const Account bot = s.NewAccount();
  Json body = {{"name", s.Name("t")}};
  if (!seconds.is_null()) body["secondsToLive"] = seconds;
  return s.Post(bot.Path("/tokens"), body);
}

std::vector<Case> Limits() {
  const ServerSettings minute = WithToggle("[auth]\napi_key_max_seconds_to_live = 60\n");
  const std::string releases = "8.5..9.3";
  return {
      {"SET-001", kMust, "With api_key_max_seconds_to_live a token needs an end.", releases, "tokens/max-ttl 4",
       [](Session& s) {
         NewToken(s, nullptr).Is(Message(400, "Number of seconds before expiration should be set"));
         s.Post("/api/auth/keys", {{"name", s.Name("k")}, {"role", "Viewer"}})
             .Is(Message(400, "Number of seconds before expiration should be set"));
       },
       minute},
      {"SET-002", kMust, "A token may live as long as api_key_max_seconds_to_live.", releases, "tokens/max-ttl 2",
       [](Session& s) { NewToken(s, 60).Is(Status(200)); }, minute},
      {"SET-003", kMust, "A token may not live longer than api_key_max_seconds_to_live.", releases, "tokens/max-ttl 3",
       [](Session& s) {
         const std::string message = "Number of seconds before expiration is greater than the global limit";
         NewToken(s, 61).Is(Message(400, message));
         s.Post("/api/auth/keys", {{"name", s.Name("k")}, {"role", "Viewer"}, {"secondsToLive", 61}})
             .Is(Message(400, message));
       },
       minute},
      {"SET-004", kMust, "api_key_max_seconds_to_live bounds tokens where API keys are no longer made.", "11.5, 12.4",
       "tokens/max-ttl 3",
       [](Session& s) {
         NewToken(s, nullptr).Is(Message(400, "Number of seconds before expiration should be set"));
         NewToken(s, 61).Is(Message(400, "Number of seconds before expiration is greater than the global limit"));
       },
       minute},
  };
}

std::vector<Case> Doors() {
  const std::string search = "/api/serviceaccounts/search";
  return {
      {"SET-010",
       kMust,
       "With anonymous access a caller without credentials is let in, as a Viewer.",
       "9.0..9.1",
       "access/anonymous 3",
       [search](Session& s) {
         s.Get("/api/org", "").Is(Status(200));
         s.Get(search, "").Is(Denied("serviceaccounts:read"));
         s.Get("/api/user", "").Is(Message(401, "Unauthorized"));
       },
       {On({{"GF_AUTH_ANONYMOUS_ENABLED", "true"}}), ""}},
      {"SET-011",
       kMust,
       "Anonymous access makes no bad credential good.",
       "9.0..9.3",
       "access/anonymous 26",
       [](Session& s) {
         s.Get("/api/org", "bearer:junk").Is(Status(401));
         s.Get("/api/org", "admin:wrong").Is(Status(401));
       },
       {On({{"GF_AUTH_ANONYMOUS_ENABLED", "true"}}), ""}},
      {"SET-012",
       kMust,
       "With basic authentication off no password is a credential.",
       "9.0..9.3",
       "access/basic-off 1",
       [](Session& s) { s.Get("/api/org").Is(Message(401, "Unauthorized")); },
       {On({{"GF_AUTH_BASIC_ENABLED", "false"}}), ""}},
      {"SET-013",
       kMust,
       "The administrator's name and password are those of the settings.",
       "8.5..9.3",
       "toggles/admin-user-env",
       [](Session& s) {
         s.Get("/api/org", "root:never-guessed").Is(Status(200));
         s.Get("/api/org", "admin:admin").Is(Status(401));
       },
       {On({{"GF_SECURITY_ADMIN_USER", "root"}, {"GF_SECURITY_ADMIN_PASSWORD", "never-guessed"}}), ""}},
      {"SET-014", kMust, "With the quota of API keys reached a key is refused with 403.", "8.5..9.3", "tried on 9.0.9",
       [](Session& s) {
         (void)s.NewKey("Viewer");
         s.Post("/api/auth/keys", {{"name", s.Name("more")}, {"role", "Viewer"}})
             .Is(Message(403, "api_key Quota reached"));
       },
       WithToggle("[quota]\nenabled = true\norg_api_key = 1\n")},
      {"SET-015", kMust, "Without brute-force protection the right password works after any number of wrong ones.",
       "8.5..9.3", "tried on 9.0.9",
       [](Session& s) {
         for (int i = 0; i < 7; ++i) s.Get("/api/org", "admin:wrong").Needs(Status(401));
         s.Get("/api/org").Is(Status(200));
       },
       WithToggle("[security]\ndisable_brute_force_login_protection = true\n")},
      {"SET-016", kMust, "A new person has the role auto_assign_org_role.", "8.5..9.3", "tried on 9.0.9",
       [](Session& s) {
         const Json body = {{"login", s.Name("new")}, {"password", "never-guessed"}};
         const Reply made = s.Post("/api/admin/users", body).Needs(Status(200));
         s.Get("/api/users/" + std::to_string(made.NeedsId()) + "/orgs").Is(Field("/0/role", "Editor"));
       },
       WithToggle("[users]\nauto_assign_org_role = Editor\n")},
      {"SET-017", kMust, "Before 9.1 a new service account has the role auto_assign_org_role.", "8.5..9.0",
       "tried on 9.0.9",
       [](Session& s) {
         const Reply made = s.Post("/api/serviceaccounts", {{"name", s.Name("bot")}}).Needs(Status(201));
         s.Get("/api/serviceaccounts/" + std::to_string(made.NeedsId()))
             .Is(AllOf(Status(200), Field("/role", "Editor")));
       },
       WithToggle("[users]\nauto_assign_org_role = Editor\n")},
  };
}

}  // namespace

std::vector<Case> SettingCases() {
  std::vector<Case> cases = Limits();
  const std::vector<Case> more = Doors();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
