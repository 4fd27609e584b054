#include "conformance/cases/cases.h"

// What a role may do. Refusals are those of role-based access control, which Grafana has from 9.0 on.
namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::Not;

// A request and the permission that it needs.
struct Guarded {
  const char* method;
  const char* target;  // {account}: the id of an account that is there
  const char* body;    // empty: none
  const char* action;
  const char* evidence;
};

Reply Ask(Session& s, const Guarded& guarded, const std::string& who) {
  std::string target = guarded.target;
  if (const auto at = target.find("{account}"); at != std::string::npos)
    target.replace(at, 9, std::to_string(s.NewAccount().id));
  OutgoingRequest request{.method = guarded.method, .target = target, .who = who};
  if (*guarded.body != '\0') request.body = guarded.body;
  return s.Send(request);
}

// Requests that an Admin of the org may send, and nobody below.
constexpr Guarded kForAdmins[] = {
    {"GET", "/api/serviceaccounts/search", "", "serviceaccounts:read", "access/reads 16"},
    {"GET", "/api/serviceaccounts/{account}", "", "serviceaccounts:read", "access/reads 26"},
    {"GET", "/api/serviceaccounts/{account}/tokens", "", "serviceaccounts:read", "access/reads 36"},
    {"POST", "/api/serviceaccounts", R"({"name":"never"})", "serviceaccounts:create", "access/writes 16"},
    {"PATCH", "/api/serviceaccounts/{account}", R"({"name":"never"})", "serviceaccounts:write", "access/writes 18"},
    {"POST", "/api/serviceaccounts/{account}/tokens", R"({"name":"never"})", "serviceaccounts:write",
     "access/writes 21"},
    {"DELETE", "/api/serviceaccounts/{account}/tokens/999", "", "serviceaccounts:write", "access/writes 22"},
    {"DELETE", "/api/serviceaccounts/{account}", "", "serviceaccounts:delete", "access/writes 23"},
};

// The same, and the caller has to be signed in at all.
constexpr Guarded kForSignedInAdmins[] = {
    {"GET", "/api/org/users", "", "org.users:read", "access/reads 66"},
    {"PATCH", "/api/org/users/999", R"({"role":"Viewer"})", "org.users:write", "access/writes 28"},
    {"PUT", "/api/org", R"({"name":"never"})", "orgs:write", "access/writes 30"},
    {"POST", "/api/teams", R"({"name":"never"})", "teams:create", "access/writes 29"},
};

// Requests for administrators of the whole server only.
constexpr Guarded kForServerAdmins[] = {
    {"GET", "/api/orgs", "", "orgs:read", "access/reads 86"},
    {"POST", "/api/orgs", R"({"name":"never"})", "orgs:create", "access/writes 26"},
    {"GET", "/api/users", "", "users:read", "access/reads 106"},
    {"GET", "/api/users/1", "", "users:read", "access/reads 116"},
    {"POST", "/api/admin/users", R"({"login":"never","password":"never-ever"})", "users:create", "access/writes 27"},
    {"GET", "/api/admin/stats", "", "server.stats:read", "access/reads 166"},
    {"GET", "/api/admin/settings", "", "settings:read", "access/reads 156"},
};

std::string Numbered(const std::string& prefix, int number) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(3 - digits.size(), '0') + digits;
}

// One case a request: roles below the one that it is for are denied, by token and by password.
Case DeniedBelowAdmin(const std::string& id, const Guarded& guarded) {
  return {id,
          kMust,
          std::string(guarded.method) + " " + guarded.target + " is denied to Viewers and Editors: it needs " +
              guarded.action + ".",
          "9.0..9.3",
          guarded.evidence,
          [guarded](Session& s) {
            s.Require(Feature::kRbac);
            s.RequireSetting("users", "editors_can_admin", "false");
            for (const char* role : {"Viewer", "Editor"}) {
              Ask(s, guarded, s.NewToken(s.NewAccount(role)).Who()).Is(Denied(guarded.action));
              Ask(s, guarded, s.NewPerson(role).Who()).Is(Denied(guarded.action));
            }
          }};
}

Case DeniedToOrgAdmins(const std::string& id, const Guarded& guarded) {
  return {id,
          kMust,
          std::string(guarded.method) + " " + guarded.target + " is denied to Admins of an org: it needs " +
              guarded.action + " of the whole server.",
          "9.0..9.3",
          guarded.evidence,
          [guarded](Session& s) {
            s.Require(Feature::kRbac);
            Ask(s, guarded, s.NewToken(s.NewAccount("Admin")).Who()).Is(Denied(guarded.action));
            Ask(s, guarded, s.NewPerson("Admin").Who()).Is(Denied(guarded.action));
          }};
}

std::vector<Case> ByRole() {
  std::vector<Case> cases;
  int number = 0;
  for (const Guarded& guarded : kForAdmins) cases.push_back(DeniedBelowAdmin(Numbered("PERM-", ++number), guarded));
  number = 20;
  for (const Guarded& guarded : kForSignedInAdmins)
    cases.push_back(DeniedBelowAdmin(Numbered("PERM-", ++number), guarded));
  number = 30;
  for (const Guarded& guarded : kForServerAdmins)
    cases.push_back(DeniedToOrgAdmins(Numbered("PERM-", ++number), guarded));
  return cases;
}

std::vector<Case> OtherPermissions() {
  return {
      {"PERM-050", kMust, "An Admin's token may create, change and delete service accounts.", "8.5..",
       "access/writes 136",
       [](Session& s) {
         const std::string who = s.NewToken(s.NewAccount("Admin")).Who();
         const Reply made = s.Post("/api/serviceaccounts", {{"name", s.Name("child")}, {"role", "Viewer"}}, who);
         made.Is(Status(201));
         const std::string path = "/api/serviceaccounts/" + std::to_string(made.NeedsId());
         s.Patch(path, {{"name", s.Name("child2")}}, who).Is(Status(200));
         s.Delete(path, who).Is(Status(200));
       }},
      {"PERM-051", kMust, "An Admin with a password may give an account its tokens.", "8.5..", "access/writes 66",
       [](Session& s) {
         const Person admin = s.NewPerson("Admin");
         s.Post(s.NewAccount().Path("/tokens"), {{"name", s.Name("t")}}, admin.Who()).Is(Status(200));
       }},
      {"PERM-052", kMust, "Nobody without credentials is denied service accounts, with 403.", "9.0..9.3",
       "access/reads 16",
       [](Session& s) {
         s.Require(Feature::kRbac);
         s.Require(Feature::kNoStrangers);
         s.Get("/api/serviceaccounts/search", "").Is(Denied("serviceaccounts:read"));
       }},
      {"PERM-053", kMust, "A denied creation makes nothing.", "8.5..", "access/writes 166",
       [](Session& s) {
         const std::string who = s.NewToken(s.NewAccount()).Who();
         s.Post("/api/serviceaccounts", {{"name", s.Name("denied")}}, who).Is(Status(403));
         s.Get("/api/serviceaccounts/search?query=" + s.Name("denied")).Is(Field("/totalCount", 0));
       }},
      {"PERM-054", kMust, "A denied deletion deletes nothing.", "8.5..", "access/writes 166",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Delete(bot.Path(), s.NewToken(bot).Who()).Is(Status(403));
         s.Get(bot.Path()).Is(Status(200));
       }},
      {"PERM-055", kMust, "A token cannot raise its own account's role.", "8.5..", "tokens/whoami-admin 18",
       [](Session& s) {
         const Account bot = s.NewAccount("Editor");
         s.Patch(bot.Path(), {{"role", "Admin"}}, s.NewToken(bot).Who()).Is(Status(403));
         s.Get(bot.Path()).Is(Field("/role", "Editor"));
       }},
      {"PERM-056", kShould, "A denial has the members accessErrorId, message, title, in this order.", "9.0..9.3, 12.4",
       "access/reads 17",
       [](Session& s) {
         s.Require(Feature::kRbac);
         s.Get("/api/serviceaccounts/search", s.NewToken(s.NewAccount()).Who())
             .Is(AllOf(Members("", {"accessErrorId", "message", "title"}),
                       TextThat("/accessErrorId", testing::MatchesRegex("ACE[0-9]{10}")),
                       BodyThat(testing::EndsWith("}\n"))));
       }},
      {"PERM-057", kShould, "A denial comes before any look at the id.", "8.5..9.3", "tried on 9.0.9",
       [](Session& s) { s.Get("/api/serviceaccounts/abc", s.NewToken(s.NewAccount()).Who()).Is(Status(403)); }},
      {"PERM-058", kMust, "A caller's permissions follow the role.", "9.0..9.1", "access/reads 176",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const std::string path = "/api/access-control/user/permissions";
         const std::string admin = s.NewToken(s.NewAccount("Admin")).Who();
         s.Get(path, admin).Is(AllOf(Field("/serviceaccounts:read", true), Field("/serviceaccounts:create", true)));
         s.Get(path, s.NewToken(s.NewAccount()).Who())
             .Is(AllOf(Status(200), Absent("/serviceaccounts:read"), Not(Size("", 0))));
       }},
      {"PERM-059", kMust, "Whoever administers the whole server is not thereby Admin of an org.", "9.0..9.3",
       "tried on 9.0.9",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const Person person = s.NewPerson("Viewer");
         s.Put("/api/admin/users/" + std::to_string(person.id) + "/permissions", {{"isGrafanaAdmin", true}})
             .Needs(Status(200));
         s.Get("/api/serviceaccounts/search", person.Who()).Is(Denied("serviceaccounts:read"));
         s.Get("/api/orgs", person.Who()).Is(Status(200));
       }},
      {"PERM-060",
       kMust,
       "With access control off a denial is the words Permission denied.",
       "9.0",
       "access/rbac-off 10",
       [](Session& s) {
         const std::string who = s.NewToken(s.NewAccount()).Who();
         s.Get("/api/serviceaccounts/search", who).Is(Exactly(403, "{\"message\":\"Permission denied\"}\n"));
         s.Get("/api/access-control/user/permissions").Is(Message(404, "Not found"));
       },
       {{{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}, {"GF_RBAC_ENABLED", "false"}}, ""}},
  };
}

}  // namespace

std::vector<Case> PermissionCases() {
  std::vector<Case> cases = ByRole();
  const std::vector<Case> more = OtherPermissions();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
