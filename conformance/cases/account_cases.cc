#include "conformance/cases/cases.h"

// Creating, reading and deleting service accounts.
namespace grafake::conformance {
namespace {

using testing::AllOf;

constexpr const char* kPath = "/api/serviceaccounts";

// A body that is no request to create an account.
Case RefusedAccountBody(const std::string& id, const std::string& requirement, const std::string& evidence,
                        const std::string& body) {
  return {id,      kMust,    requirement,
          "8.5..", evidence, [body](Session& s) { s.PostRaw(kPath, body).Is(Message(400, "Bad request data")); }};
}

std::vector<Case> Refusals() {
  return {
      RefusedAccountBody("SA-ACC-010", "An account without a name is refused with 400.", "accounts/create-errors 7",
                         "{}"),
      RefusedAccountBody("SA-ACC-011", "An account with an empty name is refused with 400.", "accounts/create-errors 6",
                         R"({"name":""})"),
      RefusedAccountBody("SA-ACC-012", "A name that is null is refused with 400.", "accounts/create-errors 22",
                         R"({"name":null})"),
      RefusedAccountBody("SA-ACC-013", "A name that is a number is refused with 400.", "accounts/create-errors 21",
                         R"({"name":42})"),
      RefusedAccountBody("SA-ACC-014", "A list instead of an object is refused with 400.", "accounts/create-errors 23",
                         R"(["name"])"),
      RefusedAccountBody("SA-ACC-015", "A body that is cut off is refused with 400.", "accounts/create-errors 26",
                         R"({"name":"cut)"),
      RefusedAccountBody("SA-ACC-016", "A body that is a JSON text is refused with 400.", "accounts/create-errors 29",
                         R"("text")"),
      RefusedAccountBody("SA-ACC-017", "An empty body is refused with 400.", "accounts/create-errors 27", ""),
  };
}

std::vector<Case> Creations() {
  return {
      {"SA-ACC-001", kMust, "Creating an account answers 201 with its id and name.", "8.5..", "accounts/lifecycle 2",
       [](Session& s) {
         const Reply made = s.Post(kPath, {{"name", s.Name("one")}, {"role", "Viewer"}});
         made.Is(AllOf(Status(201), Field("/name", s.Name("one")), PositiveNumber("/id")));
       }},
      {"SA-ACC-002", kMust, "The login of an account is sa- and its name in lower case, blanks as dashes.", "8.5..9.3",
       "accounts/lifecycle 3",
       [](Session& s) {
         s.Post(kPath, {{"name", s.Name("Report Bot")}})
             .Is(AllOf(Status(201), Field("/login", "sa-" + s.Name("report-bot"))));
       }},
      {"SA-ACC-003", kShould, "The answer to a creation has exactly these members in this order.", "8.5..9.3",
       "accounts/lifecycle 2",
       [](Session& s) {
         s.Post(kPath, {{"name", s.Name("order")}})
             .Is(Members("", {"id", "name", "login", "orgId", "isDisabled", "role", "tokens", "avatarUrl"}));
       }},
      {"SA-ACC-004", kShould, "The answer to a creation is, to the byte, what Grafana 9.0 answers.", "8.5..9.0",
       "accounts/lifecycle 2",
       [](Session& s) {
         const Reply made = s.Post(kPath, {{"name", s.Name("bytes")}});
         made.Is(Exactly(201, R"({"id":)" + std::to_string(made.Id()) + R"(,"name":")" + s.Name("bytes") +
                                  R"(","login":"sa-)" + s.Name("bytes") + R"(","orgId":)" + std::to_string(s.org()) +
                                  R"(,"isDisabled":false,"role":"","tokens":0,"avatarUrl":""})"));
       }},
      {"SA-ACC-005", kMust, "Before 9.1 the role in a request to create is ignored: a new account is a Viewer.",
       "8.5..9.0", "accounts/lifecycle 6",
       [](Session& s) {
         s.RequireSetting("users", "auto_assign_org_role", "Viewer");
         const Reply made = s.Post(kPath, {{"name", s.Name("role")}, {"role", "Admin"}}).Needs(Status(201));
         s.Get("/api/serviceaccounts/" + std::to_string(made.NeedsId())).Is(Field("/role", "Viewer"));
       }},
      {"SA-ACC-006", kMust, "From 9.1 on the role in a request to create is the account's.", "9.1..",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         const Reply made = s.Post(kPath, {{"name", s.Name("role")}, {"role", "Editor"}});
         made.Is(AllOf(Status(201), Field("/role", "Editor")));
         s.Get("/api/serviceaccounts/" + std::to_string(made.NeedsId())).Is(Field("/role", "Editor"));
       }},
      {"SA-ACC-007", kMust, "Before 9.1 isDisabled in a request to create is ignored.", "8.5..9.0",
       "accounts/lifecycle 8",
       [](Session& s) {
         const Reply made = s.Post(kPath, {{"name", s.Name("off")}, {"isDisabled", true}}).Needs(Status(201));
         made.Is(Field("/isDisabled", false));
         s.Get("/api/serviceaccounts/" + std::to_string(made.NeedsId())).Is(Field("/isDisabled", false));
       }},
      {"SA-ACC-008", kMust, "A second account of the same name is refused with 400.", "8.5..",
       "accounts/create-errors 2",
       [](Session& s) {
         s.Post(kPath, {{"name", s.Name("twin")}, {"role", "Viewer"}}).Needs(Status(201));
         s.Post(kPath, {{"name", s.Name("twin")}, {"role", "Viewer"}}).Is(Status(400));
       }},
      {"SA-ACC-009", kShould, "The refusal of a second name is, to the byte, the one of Grafana 9.0.", "8.5..9.0",
       "accounts/create-errors 2",
       [](Session& s) {
         s.Post(kPath, {{"name", s.Name("twin")}}).Needs(Status(201));
         s.Post(kPath, {{"name", s.Name("twin")}}).Is(Exactly(400, Traced("Failed due to %s")));
       }},
      {"SA-ACC-018", kMust, "Names that differ only in case give the same login, so the second is refused.", "8.5..",
       "accounts/create-errors 3",
       [](Session& s) {
         s.Post(kPath, {{"name", s.Name("case")}, {"role", "Viewer"}}).Needs(Status(201));
         s.Post(kPath, {{"name", s.Name("CASE")}, {"role", "Viewer"}}).Is(Status(400));
       }},
      {"SA-ACC-019", kMust, "A refused creation leaves no account behind.", "8.5..", "accounts/create-errors 37",
       [](Session& s) {
         const Account twin = s.NewAccount();
         s.Post(kPath, {{"name", twin.name}, {"role", "Viewer"}}).Needs(Status(400));
         s.Get("/api/serviceaccounts/search?query=" + twin.name).Is(Field("/totalCount", 1));
       }},
      {"SA-ACC-020", kShould, "Characters that HTML knows are escaped in the answer, as Go's encoder does.", "8.5..9.3",
       "tokens/create-errors 25",
       [](Session& s) {
         s.Post(kPath, {{"name", s.Name("<&>")}, {"role", "Viewer"}})
             .Is(AllOf(Status(201), BodyThat(testing::HasSubstr(R"(\u003c\u0026\u003e)"))));
       }},
      {"SA-ACC-021", kMust, "A body that is not declared as JSON is refused with 400.", "8.5..",
       "accounts/create-errors 33",
       [](Session& s) {
         s.PostRaw(kPath, R"({"name":")" + s.Name("form") + R"("})",
                   {{"Content-Type", "application/x-www-form-urlencoded"}})
             .Is(Status(400));
       }},
      {"SA-ACC-022", kShould, "Only the first JSON value of a body is read.", "8.5..9.3", "accounts/create-errors 30",
       [](Session& s) {
         s.PostRaw(kPath, R"({"name":")" + s.Name("first") + R"(","role":"Viewer"} {"name":"second"})")
             .Is(AllOf(Status(201), Field("/name", s.Name("first"))));
       }},
      {"SA-ACC-023", kShould, "Members are found whatever the case of their names.", "8.5..9.3",
       "accounts/create-errors 25",
       [](Session& s) {
         s.Post(kPath, {{"NAME", s.Name("upper")}, {"Role", "Viewer"}})
             .Is(AllOf(Status(201), Field("/name", s.Name("upper"))));
       }},
      {"SA-ACC-024", kShould, "Of a member that stands twice the last one counts.", "8.5..9.3",
       "accounts/create-errors 31",
       [](Session& s) {
         s.PostRaw(kPath, R"({"name":")" + s.Name("a") + R"(","name":")" + s.Name("b") + R"(","role":"Viewer"})")
             .Is(AllOf(Status(201), Field("/name", s.Name("b"))));
       }},
      {"SA-ACC-025", kShould, "A slash at the end of the path makes no difference.", "8.5..9.3",
       "accounts/create-errors 36",
       [](Session& s) {
         s.Post("/api/serviceaccounts/", {{"name", s.Name("slash")}, {"role", "Viewer"}}).Is(Status(201));
       }},
      {"SA-ACC-026", kMust, "Ids are never given twice, not even after a deletion.", "8.5..", "accounts/lifecycle 22",
       [](Session& s) {
         const Account first = s.NewAccount();
         s.Delete(first.Path()).Needs(Status(200));
         const Account second = s.NewAccount();
         s.Expect(second.id > first.id, "an id above " + std::to_string(first.id), std::to_string(second.id));
       }},
      {"SA-ACC-027", kMust, "A deleted account's name is free again.", "8.5..", "accounts/lifecycle 22",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Delete(bot.Path()).Needs(Status(200));
         s.Post(kPath, {{"name", bot.name}, {"role", "Viewer"}}).Is(Status(201));
       }},
  };
}

std::vector<Case> Readings() {
  return {
      {"SA-ACC-030", kMust, "An account can be read by its id.", "8.5..", "accounts/lifecycle 6",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Get(bot.Path())
             .Is(AllOf(Status(200), Field("/id", bot.id), Field("/name", bot.name), Field("/login", bot.login),
                       Field("/isDisabled", false), Field("/role", "Viewer")));
       }},
      {"SA-ACC-031", kShould, "An account that is read has exactly these members in this order.", "8.5..9.3",
       "accounts/lifecycle 6",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Get(bot.Path())
             .Is(Members("", {"id", "name", "login", "orgId", "isDisabled", "createdAt", "updatedAt", "avatarUrl",
                              "role", "teams"}));
       }},
      {"SA-ACC-032", kShould, "Times are written as RFC 3339 with whole seconds.", "8.5..9.3", "accounts/lifecycle 6",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const auto time = testing::MatchesRegex("[0-9-]{10}T[0-9:]{8}(Z|[+-][0-9:]{5})");
         s.Get(bot.Path()).Is(AllOf(TextThat("/createdAt", time), TextThat("/updatedAt", time)));
       }},
      {"SA-ACC-033", kShould, "The avatar of an account is the MD5 of its name's letters and digits.", "8.5..9.3, 12.4",
       "accounts/lifecycle 6",
       [](Session& s) {
         s.RequireSetting("security", "disable_gravatar", "false");
         const Account bot = s.NewAccount();
         s.Get(bot.Path()).Is(TextThat("/avatarUrl", testing::MatchesRegex("(/.*)?/avatar/[0-9a-f]{32}")));
       }},
      {"SA-ACC-034", kMust, "An account that does not exist is 404.", "8.5..", "accounts/ids 3",
       [](Session& s) { s.Get("/api/serviceaccounts/999999999").Is(Status(404)); }},
      {"SA-ACC-035", kShould, "The 404 of an account is, to the byte, the one of Grafana 9.0.", "8.5..9.1",
       "accounts/ids 3",
       [](Session& s) {
         s.Get("/api/serviceaccounts/999999999").Is(Exactly(404, Traced("Failed to retrieve service account")));
       }},
      {"SA-ACC-036", kMust, "An id that is no number is refused with 400.", "8.5..9.3", "accounts/ids 6",
       [](Session& s) { s.Get("/api/serviceaccounts/abc").Is(Message(400, "Service Account ID is invalid")); }},
      {"SA-ACC-037", kMust, "A person is no service account: reading one as such is 404.", "8.5..9.3",
       "accounts/ids 10",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Get("/api/serviceaccounts/" + std::to_string(person.id)).Is(Status(404));
       }},
      {"SA-ACC-038", kMust, "A service account is not listed among the persons of an org.", "8.5..9.3",
       "accounts/listed-elsewhere",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Get("/api/org/users?query=" + bot.login).Is(AllOf(Status(200), Size("", 0)));
       }},
      {"SA-ACC-039", kMust, "A service account is not listed among the users of the server.", "8.5..9.3",
       "accounts/listed-elsewhere",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Get("/api/users?query=" + bot.login).Is(AllOf(Status(200), Size("", 0)));
       }},
      {"SA-ACC-040", kMust, "Deleting an account answers 200.", "8.5..", "accounts/lifecycle 18",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Delete(bot.Path()).Is(Exactly(200, R"({"message":"Service account deleted"})"));
       }},
      {"SA-ACC-041", kMust, "A deleted account is gone at once.", "8.5..", "accounts/lifecycle 19",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Delete(bot.Path()).Needs(Status(200));
         s.Get(bot.Path()).Is(Status(404));
         s.Get("/api/serviceaccounts/search?query=" + bot.name).Is(Field("/totalCount", 0));
       }},
      {"SA-ACC-042", kShould, "Deleting an account that does not exist is 500 before 12.1.", "8.5..12.0",
       "accounts/ids 16",
       [](Session& s) {
         s.Delete("/api/serviceaccounts/999999999").Is(Message(500, "Service account deletion error"));
       }},
      {"SA-ACC-043", kMust, "Deleting an account that does not exist is 404 from 12.1 on.", "12.1..", "read in 12.4.0",
       [](Session& s) { s.Delete("/api/serviceaccounts/999999999").Is(Status(404)); }},
      {"SA-ACC-044", kMust, "Deleting what is no id is refused with 400.", "8.5..9.0", "accounts/ids 19",
       [](Session& s) { s.Delete("/api/serviceaccounts/abc").Is(Message(400, "serviceAccountId is invalid")); }},
      {"SA-ACC-045", kMust, "A person cannot be deleted as a service account.", "8.5..9.3", "accounts/ids 20",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Delete("/api/serviceaccounts/" + std::to_string(person.id)).Is(Status(500));
         s.Get("/api/users/" + std::to_string(person.id)).Is(Status(200));
       }},
      {"SA-ACC-046", kMust, "Deleting one account leaves the others as they are.", "8.5..", "accounts/lifecycle 21",
       [](Session& s) {
         const Account gone = s.NewAccount();
         const Account stays = s.NewAccount();
         s.Delete(gone.Path()).Needs(Status(200));
         s.Get(stays.Path()).Is(AllOf(Status(200), Field("/name", stays.name)));
       }},
  };
}

}  // namespace

std::vector<Case> AccountCases() {
  std::vector<Case> cases = Refusals();
  for (auto part : {Creations(), Readings()}) cases.insert(cases.end(), part.begin(), part.end());
  return cases;
}

}  // namespace grafake::conformance
