#include <cctype>

#include "conformance/cases/cases.h"

// What other releases than 9.0 answer differently about accounts. 8.5, 9.1 and 9.3 were tried; later ones were read.
namespace grafake::conformance {
namespace {

using testing::AllOf;

constexpr const char* kReleasePath = "/api/serviceaccounts";
constexpr const char* kUnknown = "/api/serviceaccounts/999999999";

std::vector<Case> Accounts() {
  return {
      {"REL-001", kMust, "From 9.1 on an account can be made disabled.", "9.1..", "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         const Reply made = s.Post(kReleasePath, {{"name", s.Name("off")}, {"role", "Viewer"}, {"isDisabled", true}});
         made.Is(AllOf(Status(201), Field("/isDisabled", true)));
         s.Get(kReleasePath + ("/" + std::to_string(made.NeedsId()))).Is(Field("/isDisabled", true));
       }},
      {"REL-002", kObserved, "9.1 to 9.3 answer a creation with orgId -1, though the org is right.", "9.1..9.3",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         const Reply made = s.Post(kReleasePath, {{"name", s.Name("org")}, {"role", "Viewer"}});
         made.Is(AllOf(Status(201), Field("/orgId", -1)));
         s.Get(kReleasePath + ("/" + std::to_string(made.NeedsId()))).Is(Field("/orgId", s.org()));
       }},
      {"REL-003", kShould, "9.1 to 9.4 refuse a second name in these words.", "9.1..9.4", "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         const Account twin = s.NewAccount();
         s.Post(kReleasePath, {{"name", twin.name}, {"role", "Viewer"}})
             .Is(Message(400, "Failed to create service account"));
       }},
      {"REL-004", kShould, "From 9.5 on a second name is refused in these words.", "9.5..", "read in 9.5.2, 12.4.0",
       [](Session& s) {
         const Account twin = s.NewAccount();
         s.Post(kReleasePath, {{"name", twin.name}, {"role", "Viewer"}})
             .Is(Message(400, "service account already exists"));
       }},
      {"REL-005", kShould, "From 11.5 on the answer to a creation has exactly these members, uid among them.",
       "11.5..12.4", "read in 11.5.1, 12.4.0",
       [](Session& s) {
         s.Post(kReleasePath, {{"name", s.Name("order")}, {"role", "Viewer"}})
             .Is(Members("", {"id", "uid", "name", "login", "orgId", "isDisabled", "role", "tokens", "avatarUrl"}));
       }},
      {"REL-006", kMust, "From 11.0 on the login of an account holds its org.", "11.0..12.4", "read in 11.5.1, 12.4.0",
       [](Session& s) {
         s.Post(kReleasePath, {{"name", s.Name("Report Bot")}, {"role", "Viewer"}})
             .Is(Field("/login", "sa-" + std::to_string(s.org()) + "-" + s.Name("report-bot")));
       }},
      {"REL-007", kShould, "From 11.5 on an account that is read has exactly these members.", "11.5..12.4",
       "read in 11.5.1, 12.4.0",
       [](Session& s) {
         s.Get(s.NewAccount().Path())
             .Is(Members("", {"id", "uid", "name", "login", "orgId", "isDisabled", "createdAt", "updatedAt",
                              "avatarUrl", "role", "teams"}));
       }},
      {"REL-008", kShould, "From 11.5 on an account that is found has exactly these members.", "11.5..12.4",
       "read in 11.5.1, 12.4.0",
       [](Session& s) {
         s.Get(kReleasePath + ("/search?query=" + s.NewAccount().name))
             .Is(Members("/serviceAccounts/0",
                         {"id", "uid", "name", "login", "orgId", "isDisabled", "role", "tokens", "avatarUrl"}));
       }},
      {"REL-009", kMust, "From 9.1 on an account that is read tells its tokens, if there are any.", "9.1..9.3, 12.4",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Get(bot.Path()).Is(Absent("/tokens"));
         (void)s.NewToken(bot);
         s.Get(bot.Path()).Is(Field("/tokens", 1));
       }},
      {"REL-010", kShould, "8.5 tells the teams of an account as a list.", "8.5", "tried on 8.5.15",
       [](Session& s) { s.Get(s.NewAccount().Path()).Is(Field("/teams", Json::array())); }},
      {"REL-011", kShould, "From 9.0 on the teams of an account are null.", "9.0..9.3, 12.4", "accounts/lifecycle 6",
       [](Session& s) { s.Get(s.NewAccount().Path()).Is(Field("/teams", nullptr)); }},
      {"REL-012", kMust, "8.5 takes a role only as it is written.", "8.5", "tried on 8.5.15",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Patch(bot.Path(), {{"role", "editor"}}).Is(Status(400));
         s.Get(bot.Path()).Is(Field("/role", "Viewer"));
       }},
      {"REL-013", kMust, "From 9.1 on an Admin is shown the right to give permissions on an account.", "9.1..9.3",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         s.Require(Feature::kRbac);
         s.Get(kReleasePath + ("/search?accesscontrol=true&query=" + s.NewAccount().name))
             .Is(AllOf(Field("/serviceAccounts/0/accessControl/serviceaccounts.permissions:read", true),
                       Field("/serviceAccounts/0/accessControl/serviceaccounts.permissions:write", true)));
       }},
  };
}

std::vector<Case> ReleaseRefusals() {
  return {
      {"REL-020", kShould, "The 404 of an account is, to the byte, the one of 9.3.", "9.3", "tried on 9.3.2",
       [](Session& s) {
         s.Get(kUnknown).Is(Exactly(404, R"({"message":"Failed to retrieve service account","traceID":""})"));
       }},
      {"REL-021", kShould, "The 404 of an account is, from 11.5 on, to the byte this.", "11.5..12.4",
       "read in 11.5.1, 12.4.0",
       [](Session& s) {
         s.Get(kUnknown).Is(Exactly(404, R"({"statusCode":404,"messageId":"serviceaccounts.ErrNotFound",)"
                                         R"("message":"service account not found"})"));
       }},
      {"REL-022", kMust, "From 11.5 on an id that is no number is looked up as a uid.", "11.5..12.4",
       "read in 11.5.1, 12.4.0",
       [](Session& s) {
         const std::string path = kReleasePath + ("/" + s.Name("uid"));
         s.Get(path).Is(Message(404, "Not found"));
         s.Patch(path, {{"name", "x"}}).Is(Message(404, "Not found"));
         s.Delete(path).Is(Message(404, "Not found"));
         s.Get(path + "/tokens").Is(Message(404, "Not found"));
       }},
      {"REL-023", kMust, "From 11.5 on the uid of an account stands for its id.", "11.5..12.4",
       "read in 11.5.1, 12.4.0",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Get(kReleasePath + ("/" + s.Get(bot.Path()).Needs(Status(200)).NeedsText("/uid")))
             .Is(AllOf(Status(200), Field("/id", bot.id)));
       }},
      {"REL-024", kMust, "From 9.1 on deleting what is no id is refused in these words.", "9.1..9.3",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         s.Delete(kReleasePath + std::string("/abc")).Is(Message(400, "Service account ID is invalid"));
       }},
      {"REL-025", kShould, "9.3 has an empty traceID in an error of a request that is not traced.", "9.3",
       "tried on 9.3.2", [](Session& s) { s.Post(kReleasePath, Json::object()).Is(Field("/traceID", "")); }},
      {"REL-026", kShould, "From 9.1 on an error names the trace that the request belongs to.", "9.1..9.3",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         const std::string trace = "0af7651916cd43dd8448eb211c80319c";
         s.PostRaw(kReleasePath, "{}", {{"traceparent", "00-" + trace + "-b7ad6b7169203331-01"}})
             .Is(Field("/traceID", trace));
       }},
      {"REL-027", kShould, "From 11.5 on the errors of endpoints have no traceID.", "11.5..12.4",
       "read in 11.5.1, 12.4.0",
       [](Session& s) { s.Post(kReleasePath, Json::object()).Is(Exactly(400, R"({"message":"Bad request data"})")); }},
      {"REL-028", kMust, "8.5 denies with the words Permission denied.", "8.5", "tried on 8.5.15",
       [](Session& s) {
         if (s.Get("/api/access-control/user/permissions").answer().status == 200)
           throw Unsupported("the target has role-based access control: the toggle accesscontrol is on");
         s.Get(kReleasePath + std::string("/search"), s.NewToken(s.NewAccount()).Who())
             .Is(Exactly(403, "{\"message\":\"Permission denied\"}\n"));
       }},
      {"REL-029", kMust, "9.3 tells a caller's permissions with their scopes, and the actions apart.", "9.3",
       "tried on 9.3.2",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const std::string who = s.NewToken(s.NewAccount("Admin")).Who();
         s.Get("/api/access-control/user/permissions", who)
             .Is(AllOf(Field("/serviceaccounts:read/0", "serviceaccounts:*"), Field("/serviceaccounts:create/0", "")));
         s.Get("/api/access-control/user/actions", who).Is(Field("/serviceaccounts:read", true));
       }},
      {"REL-071", kMust, "From 9.5 to 10.1 a wrong password by Basic is 400, and the error says which.", "9.5..10.1",
       "tried on 10.1.2",
       [](Session& s) {
         s.Get("/api/user", s.NewPerson().login + ":wrong")
             .Is(AllOf(Message(400, "Invalid username or password"), Field("/messageId", "password-auth.failed")));
       }},
      {"REL-072", kMust, "From 9.5 to 10.1 an empty password by Basic is 400, and the error says which.", "9.5..10.1",
       "tried on 10.1.2",
       [](Session& s) {
         s.Get("/api/user", s.NewPerson().login + ":")
             .Is(AllOf(Message(400, "Invalid username or password"), Field("/messageId", "password-auth.empty")));
       }},
      {"REL-073",
       kMust,
       "Where services have accounts of their own, nobody else takes such a name.",
       "11.5..12.4",
       "read in 11.5.1, 12.4.0",
       [](Session& s) {
         const AnswerMatcher reserved =
             AllOf(Message(400, "only external service account names can be prefixed with 'extsvc-'"),
                   Field("/messageId", "extsvcaccounts.ErrInvalidName"));
         s.Post(kReleasePath, {{"name", "extsvc-" + s.Name("app")}}).Is(reserved);
         const Account bot = s.NewAccount();
         s.Patch(bot.Path(), {{"name", "extsvc-" + s.Name("app")}}).Is(reserved);
         s.Get(bot.Path()).Is(Field("/requiredBy", bot.name));
       },
       {{{"GF_FEATURE_TOGGLES_ENABLE", "externalServiceAccounts"},
         {"GF_AUTH_MANAGED_SERVICE_ACCOUNTS_ENABLED", "true"}},
        ""}},
      {"REL-074", kShould, "Where case does not count, a login that somebody else writes otherwise is a conflict.",
       "9.1, 10.1", "read in 9.1.8, 10.1.2",
       [](Session& s) {
         const Person taken = s.NewPerson();
         std::string login = taken.login;
         for (char& c : login) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
         s.Put("/api/users/" + std::to_string(s.NewPerson().id), {{"login", login}})
             .Is(Message(409, "Update would result in user login conflict"));
       },
       WithToggle("[users]\ncase_insensitive_login = true\n")},
      {"REL-030", kMust, "9.1 and 9.3 turn access control off by their configuration file.", "9.1..9.3",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         s.Get(kReleasePath + std::string("/search"), s.NewToken(s.NewAccount()).Who())
             .Is(Exactly(403, "{\"message\":\"Permission denied\"}\n"));
       },
       WithToggle("[rbac]\nenabled = false\n")},
  };
}

}  // namespace

std::vector<Case> ReleaseCases() {
  std::vector<Case> cases = Accounts();
  const std::vector<Case> more = ReleaseRefusals();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
