#include "conformance/cases/cases.h"

// Organisations, their members, and that nothing leaks from one into another.
namespace grafake::conformance {
namespace {

using testing::AllOf;

std::string Org(std::int64_t id, const std::string& rest = "") { return "/api/orgs/" + std::to_string(id) + rest; }

// As the administrator, in another org.
Reply In(Session& s, std::int64_t org, const std::string& method, const std::string& target) {
  return s.Send(
      {.method = method, .target = target, .who = s.admin(), .headers = {{"X-Grafana-Org-Id", std::to_string(org)}}});
}

std::vector<Case> CasesOfOrgs() {
  return {
      {"ORG-001", kMust, "An org can be created; the answer holds its id.", "8.5..9.3", "people/orgs 3",
       [](Session& s) {
         const Reply made = s.Post("/api/orgs", {{"name", s.Name("org")}});
         made.Is(AllOf(Status(200), Field("/message", "Organization created")));
         s.Get(Org(made.NeedsId("/orgId"))).Is(AllOf(Status(200), Field("/name", s.Name("org"))));
       }},
      {"ORG-002", kMust, "The name of an org is unique: a second one is refused with 409.", "8.5..9.3", "people/orgs 4",
       [](Session& s) {
         s.Post("/api/orgs", {{"name", s.Name("twin")}}).Needs(Status(200));
         s.Post("/api/orgs", {{"name", s.Name("twin")}}).Is(Message(409, "Organization name taken"));
       }},
      {"ORG-003", kMust, "An org without a name is refused with 400.", "8.5..9.3", "people/orgs 6",
       [](Session& s) { s.Post("/api/orgs", Json::object()).Is(Message(400, "bad request data")); }},
      {"ORG-004", kMust, "An org can be found by its name.", "8.5..9.3", "people/orgs 13",
       [](Session& s) {
         s.Post("/api/orgs", {{"name", s.Name("org")}}).Needs(Status(200));
         s.Get("/api/orgs/name/" + s.Name("org")).Is(AllOf(Status(200), Field("/name", s.Name("org"))));
       }},
      {"ORG-005", kMust, "An org that does not exist is 404.", "8.5..9.3", "people/orgs 11",
       [](Session& s) { s.Get(Org(999999999)).Is(Message(404, "Organization not found")); }},
      {"ORG-006", kMust, "An org can be renamed.", "8.5..9.3", "people/orgs 27",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         s.Put(Org(org), {{"name", s.Name("renamed")}}).Is(Status(200));
         s.Get(Org(org)).Is(Field("/name", s.Name("renamed")));
       }},
      {"ORG-007", kMust, "An org cannot take another's name.", "8.5..9.3", "people/orgs 28",
       [](Session& s) {
         s.Post("/api/orgs", {{"name", s.Name("taken")}}).Needs(Status(200));
         s.Put(Org(s.NewOrg()), {{"name", s.Name("taken")}}).Is(Message(400, "Organization name taken"));
       }},
      {"ORG-008", kMust, "An org has an address.", "8.5..9.3", "people/orgs 33",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         s.Put(Org(org, "/address"), {{"address1", "Street 1"}, {"city", "Town"}}).Is(Status(200));
         s.Get(Org(org)).Is(AllOf(Field("/address/address1", "Street 1"), Field("/address/city", "Town")));
       }},
      {"ORG-009", kMust, "A deleted org is gone.", "8.5..9.3", "people/orgs 50",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         s.Delete(Org(org)).Is(Status(200));
         s.Get(Org(org)).Is(Status(404));
         s.Delete(Org(org)).Is(Status(404));
       }},
      {"ORG-010", kMust, "Orgs can be searched by a part of the name.", "8.5..9.3", "people/orgs 8",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         s.Get("/api/orgs?query=" + s.Name("org")).Is(AllOf(Status(200), Size("", 1), Field("/0/id", org)));
       }},
      {"ORG-011", kShould, "Page numbers of the list of orgs count from 0 before 9.1.", "9.0", "people/orgs 9",
       [](Session& s) {
         (void)s.NewOrg();
         s.Get("/api/orgs?perpage=1&page=1&query=" + s.Name("org")).Is(Exactly(200, "[]"));
         s.Get("/api/orgs?perpage=1&page=0&query=" + s.Name("org")).Is(Size("", 1));
       }},
      {"ORG-012", kShould, "An org that is read has the members id, name, address, in this order.", "8.5..9.3",
       "people/orgs 10",
       [](Session& s) {
         s.Get(Org(s.NewOrg())).Is(Members("", {"id", "name", "address"}));
       }},
  };
}

std::vector<Case> Membership() {
  return {
      {"ORG-020", kMust, "A person can be added to an org with a role.", "8.5..9.3", "people/orgs 36",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const Person person = s.NewPerson();
         s.Post(Org(org, "/users"), {{"loginOrEmail", person.login}, {"role", "Editor"}}).Is(Status(200));
         s.Get("/api/users/" + std::to_string(person.id) + "/orgs")
             .Is(AllOf(Size("", 2), BodyThat(testing::HasSubstr(R"("role":"Editor")"))));
       }},
      {"ORG-021", kMust, "Adding a member a second time is refused with 409.", "8.5..9.3", "people/orgs 37",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const Person person = s.NewPerson();
         const Json body = {{"loginOrEmail", person.login}, {"role", "Editor"}};
         s.Post(Org(org, "/users"), body).Needs(Status(200));
         s.Post(Org(org, "/users"), body).Is(Message(409, "User is already member of this organization"));
       }},
      {"ORG-022", kMust, "Adding an unknown person is 404.", "8.5..9.3", "people/orgs 38",
       [](Session& s) {
         s.Post(Org(s.NewOrg(), "/users"), {{"loginOrEmail", s.Name("nobody")}, {"role", "Editor"}})
             .Is(Message(404, "User not found"));
       }},
      {"ORG-023", kMust, "A member's role can be changed.", "8.5..9.3", "people/orgs 43",
       [](Session& s) {
         const Person person = s.NewPerson("Viewer");
         s.Patch("/api/org/users/" + std::to_string(person.id), {{"role", "Admin"}}).Is(Status(200));
         s.Get("/api/users/" + std::to_string(person.id) + "/orgs").Is(Field("/0/role", "Admin"));
         s.AwaitGet("/api/org/users", person.Who(), Status(200));
       }},
      {"ORG-024", kMust, "A person who was removed from an org may do nothing there.", "8.5..9.3", "people/orgs 45",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const Person person = s.NewPerson("Admin", org);
         s.Get("/api/org", person.Who()).Is(AllOf(Status(200), Field("/id", org)));
         const Person other = s.NewPerson("Viewer", org);
         s.Delete(Org(org, "/users/" + std::to_string(other.id))).Is(Status(200));
         s.Get("/api/orgs/" + std::to_string(org) + "/users")
             .Is(AllOf(Status(200), BodyThat(testing::Not(testing::HasSubstr(other.login)))));
       }},
      {"ORG-025", kMust, "The last Admin of an org cannot be removed.", "8.5..9.3", "people/orgs 46",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const std::int64_t me = s.Get("/api/user").NeedsId();
         s.Delete(Org(org, "/users/" + std::to_string(me))).Is(Message(400, "Cannot remove last organization admin"));
       }},
      {"ORG-026", kMust, "The last Admin of an org cannot be lowered.", "8.5..9.3", "people/orgs 47",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const std::int64_t me = s.Get("/api/user").NeedsId();
         s.Patch(Org(org, "/users/" + std::to_string(me)), {{"role", "Viewer"}}).Is(Status(400));
       }},
      {"ORG-027", kMust, "A person can change to another org of theirs, and only to those.", "8.5..9.3",
       "people/orgs 23",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const Person person = s.NewPerson();
         s.Post("/api/user/using/" + std::to_string(org), Json::object(), person.Who()).Is(Status(401));
         s.Post(Org(org, "/users"), {{"loginOrEmail", person.login}, {"role", "Viewer"}}).Needs(Status(200));
         s.Post("/api/user/using/" + std::to_string(org), Json::object(), person.Who()).Is(Status(200));
         s.Get("/api/org", person.Who()).Is(Field("/id", org));
       }},
      {"ORG-029", kMust,
       "Nobody gives a role above the own one in the current org, not even an Admin of another org there.", "9.0..9.3",
       "tried on 9.0.9",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const std::int64_t org = s.NewOrg();
         const Person giver = s.NewPerson("Viewer");
         const Person other = s.NewPerson("Viewer", org);
         s.Post(Org(org, "/users"), {{"loginOrEmail", giver.login}, {"role", "Admin"}}).Needs(Status(200));
         s.Patch(Org(org, "/users/" + std::to_string(other.id)), {{"role", "Editor"}}, giver.Who())
             .Is(Message(403, "Cannot assign a role higher than user's role"));
         s.Get("/api/users/" + std::to_string(other.id) + "/orgs").Is(Field("/0/role", "Viewer"));
       }},
      {"ORG-028", kMust, "A role that there is not is refused with 400.", "8.5..9.3", "people/orgs 39",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Post(Org(s.NewOrg(), "/users"), {{"loginOrEmail", person.login}, {"role", "Boss"}})
             .Is(Message(400, "bad request data"));
       }},
  };
}

std::vector<Case> Walls() {
  return {
      {"ORG-040", kMust, "X-Grafana-Org-Id chooses the org of a request.", "8.5..", "people/orgs 16",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         In(s, org, "GET", "/api/org").Is(AllOf(Status(200), Field("/id", org)));
       }},
      {"ORG-041", kMust, "A person who is not in the org of the header is denied.", "9.0..9.3", "people/orgs 35",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const std::int64_t org = s.NewOrg();
         s.Send({.method = "GET",
                 .target = "/api/org",
                 .who = s.NewPerson("Admin").Who(),
                 .headers = {{"X-Grafana-Org-Id", std::to_string(org)}}})
             .Is(Status(403));
       }},
      {"ORG-042", kMust, "An account of one org cannot be read from another.", "8.5..", "tried on 9.0.9",
       [](Session& s) { s.Get(s.NewAccount("", s.NewOrg()).Path()).Is(Status(404)); }},
      {"ORG-043", kMust, "An account of one org is not found from another.", "8.5..", "tried on 9.0.9",
       [](Session& s) {
         const Account bot = s.NewAccount("", s.NewOrg());
         s.Get("/api/serviceaccounts/search?query=" + bot.name).Is(Field("/totalCount", 0));
       }},
      {"ORG-044", kMust, "An account of one org cannot be changed from another.", "8.5..", "tried on 9.0.9",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const Account bot = s.NewAccount("", org);
         s.Patch(bot.Path(), {{"name", s.Name("taken")}}).Is(Status(404));
         In(s, org, "GET", bot.Path()).Is(Field("/name", bot.name));
       }},
      {"ORG-045", kMust, "An account of one org cannot be deleted from another.", "8.5..", "tried on 9.0.9",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const Account bot = s.NewAccount("", org);
         s.Delete(bot.Path()).Is(testing::Not(Status(200)));
         In(s, org, "GET", bot.Path()).Is(Status(200));
       }},
      {"ORG-046", kMust, "The tokens of an account are not listed in another org.", "8.5..", "tried on 9.0.9",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const Account bot = s.NewAccount("", org);
         (void)s.NewToken(bot, 0, org);
         s.Get(bot.Path("/tokens")).Is(Exactly(200, "[]"));
       }},
      {"ORG-047", kMust, "A token cannot be made for an account of another org.", "8.5..", "tried on 9.0.9",
       [](Session& s) {
         s.Post(s.NewAccount("", s.NewOrg()).Path("/tokens"), {{"name", s.Name("t")}}).Is(Status(404));
       }},
      {"ORG-048", kMust, "A token works in its own org.", "8.5..", "tried on 9.0.9",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const Token token = s.NewToken(s.NewAccount("", org), 0, org);
         s.Get("/api/org", token.Who()).Is(AllOf(Status(200), Field("/id", org)));
       }},
      {"ORG-049", kMust, "Names of tokens are unique within an org, not between orgs.", "8.5..", "tried on 9.0.9",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const Token token = s.NewToken(s.NewAccount("", org), 0, org);
         s.Post(s.NewAccount().Path("/tokens"), {{"name", token.name}}).Is(Status(200));
       }},
      {"ORG-050", kMust, "Names of accounts are taken for every org before 10.4.", "8.5..10.3", "tried on 9.0.9",
       [](Session& s) {
         const Account bot = s.NewAccount("", s.NewOrg());
         s.Post("/api/serviceaccounts", {{"name", bot.name}, {"role", "Viewer"}}).Is(Status(400));
       }},
      {"ORG-051", kMust, "The tokens of a deleted org are refused at once.", "8.5..9.3", "tried on 9.0.9",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const Token token = s.NewToken(s.NewAccount("", org), 0, org);
         s.Get("/api/org", token.Who()).Needs(Status(200));
         s.Delete(Org(org)).Needs(Status(200));
         s.Get("/api/org", token.Who()).Is(Refused());
       },
       WithToggle()},  // On a server of others the account would stay, and nobody could delete it.
      {"ORG-052", kMust, "An Admin of one org is none of another.", "9.0..9.3", "people/orgs 35",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const std::int64_t org = s.NewOrg();
         const Token token = s.NewToken(s.NewAccount("Admin", org), 0, org);
         const Account here = s.NewAccount();
         s.Get(here.Path(), token.Who()).Is(Status(404));
         s.Get("/api/serviceaccounts/search?query=" + here.name, token.Who()).Is(Field("/totalCount", 0));
       }},
  };
}

}  // namespace

std::vector<Case> OrgCases() {
  std::vector<Case> cases = CasesOfOrgs();
  for (auto part : {Membership(), Walls()}) cases.insert(cases.end(), part.begin(), part.end());
  return cases;
}

}  // namespace grafake::conformance
