#include "conformance/cases/cases.h"

// Teams and their members.
namespace grafake::conformance {
namespace {

using testing::AllOf;

std::string Team(std::int64_t id, const std::string& rest = "") { return "/api/teams/" + std::to_string(id) + rest; }

}  // namespace

std::vector<Case> TeamCases() {
  return {
      {"TEAM-001", kMust, "A team can be made; the answer holds its id.", "8.5..9.3", "people/teams 1",
       [](Session& s) {
         const Reply made = s.Post("/api/teams", {{"name", s.Name("ops")}, {"email", "ops@example.com"}});
         made.Is(AllOf(Status(200), Field("/message", "Team created")));
         s.Get(Team(made.NeedsId("/teamId")))
             .Is(AllOf(Field("/name", s.Name("ops")), Field("/email", "ops@example.com")));
       }},
      {"TEAM-002", kMust, "A team's name is unique in its org: a second one is refused with 409.", "8.5..9.3",
       "people/teams 2",
       [](Session& s) {
         s.Post("/api/teams", {{"name", s.Name("twin")}}).Needs(Status(200));
         s.Post("/api/teams", {{"name", s.Name("twin")}}).Is(Message(409, "Team name taken"));
       }},
      {"TEAM-003", kMust, "A team without a name is refused with 400.", "8.5..9.3", "people/teams 3",
       [](Session& s) {
         s.Post("/api/teams", {{"name", ""}}).Is(Status(400));
       }},
      {"TEAM-004", kMust, "A team that does not exist is 404.", "8.5..9.3", "people/teams 6",
       [](Session& s) { s.Get(Team(999999999)).Is(Message(404, "Team not found")); }},
      {"TEAM-005", kMust, "A team can be changed.", "8.5..9.3", "people/teams 15",
       [](Session& s) {
         const std::int64_t team = s.NewTeam();
         s.Put(Team(team), {{"name", s.Name("renamed")}, {"email", "new@example.com"}}).Is(Status(200));
         s.Get(Team(team)).Is(AllOf(Field("/name", s.Name("renamed")), Field("/email", "new@example.com")));
       }},
      {"TEAM-006", kMust, "A team is found by a part of its name and by its whole name.", "8.5..9.3", "people/teams 16",
       [](Session& s) {
         const std::int64_t team = s.NewTeam();
         s.Get("/api/teams/search?query=" + s.Name("team"))
             .Is(AllOf(Field("/totalCount", 1), Field("/teams/0/id", team), Field("/page", 1)));
         s.Get("/api/teams/search?name=" + s.Name("team")).Is(Field("/totalCount", 0));
       }},
      {"TEAM-007", kMust, "A person can be added to a team and removed.", "8.5..9.3", "people/teams 18",
       [](Session& s) {
         const std::string team = Team(s.NewTeam(), "/members");
         const Person person = s.NewPerson();
         s.Post(team, {{"userId", person.id}}).Is(Status(200));
         s.Get(team).Is(BodyThat(testing::HasSubstr("\"login\":\"" + person.login + "\"")));
         s.Delete(team + "/" + std::to_string(person.id)).Is(Status(200));
         s.Get(team).Is(BodyThat(testing::Not(testing::HasSubstr(person.login))));
       }},
      {"TEAM-008", kMust, "Adding a member a second time is refused with 400.", "8.5..9.3", "people/teams 10",
       [](Session& s) {
         const std::string team = Team(s.NewTeam(), "/members");
         const Person person = s.NewPerson();
         s.Post(team, {{"userId", person.id}}).Needs(Status(200));
         s.Post(team, {{"userId", person.id}}).Is(Message(400, "User is already added to this team"));
       }},
      {"TEAM-009", kMust, "A person's teams are listed.", "8.5..9.3", "people/teams 14",
       [](Session& s) {
         const std::int64_t team = s.NewTeam();
         const Person person = s.NewPerson();
         s.Post(Team(team, "/members"), {{"userId", person.id}}).Needs(Status(200));
         s.Get("/api/users/" + std::to_string(person.id) + "/teams").Is(AllOf(Size("", 1), Field("/0/id", team)));
         s.Get("/api/user/teams", person.Who()).Is(AllOf(Size("", 1), Field("/0/id", team)));
       }},
      {"TEAM-015", kMust, "A caller's own teams come by name, small letters and capitals alike.", "9.0, 9.3",
       "tried on 9.0.9, 9.3.2",
       [](Session& s) {
         const Person person = s.NewPerson();
         for (const char* name : {"alpha", "Beta"}) {
           const auto team = s.Post("/api/teams", {{"name", s.Name(name)}}).Needs(Status(200)).NeedsId("/teamId");
           s.Post(Team(team, "/members"), {{"userId", person.id}}).Needs(Status(200));
         }
         s.Get("/api/user/teams", person.Who())
             .Is(AllOf(Field("/0/name", s.Name("alpha")), Field("/1/name", s.Name("Beta"))));
       }},
      {"TEAM-010", kMust, "A deleted team is gone.", "8.5..9.3", "people/teams 23",
       [](Session& s) {
         const std::int64_t team = s.NewTeam();
         s.Delete(Team(team)).Is(Status(200));
         s.Get(Team(team)).Is(Status(404));
       }},
      {"TEAM-011", kMust, "A deleted service account leaves its teams.", "9.0..9.3", "people/teams 21",
       [](Session& s) {
         const std::string team = Team(s.NewTeam());
         const Account bot = s.NewAccount();
         s.Post(team + "/members", {{"userId", bot.id}}).Needs(Status(200));
         const std::int64_t before = s.Get(team).Id("/memberCount");
         s.Delete(bot.Path()).Needs(Status(200));
         s.Get(team).Is(Field("/memberCount", before - 1));
       }},
      {"TEAM-013", kShould, "8.5 lists service accounts among the members of a team.", "8.5", "tried on 8.5.15",
       [](Session& s) {
         const std::string members = Team(s.NewTeam(), "/members");
         const Account bot = s.NewAccount();
         s.Post(members, {{"userId", bot.id}}).Needs(Status(200));
         s.Get(members).Is(BodyThat(testing::HasSubstr(bot.login)));
       }},
      {"TEAM-014", kShould, "From 9.0 on service accounts are not listed among the members of a team.", "9.0..9.3",
       "people/teams 12",
       [](Session& s) {
         const std::string members = Team(s.NewTeam(), "/members");
         const Account bot = s.NewAccount();
         s.Post(members, {{"userId", bot.id}}).Needs(Status(200));
         s.Get(members).Is(AllOf(Status(200), BodyThat(testing::Not(testing::HasSubstr(bot.login)))));
       }},
      {"TEAM-012", kMust, "A team of one org cannot be read from another.", "8.5..9.3", "tried on 9.0.9",
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const Reply made = s.Send({.method = "POST",
                                    .target = "/api/teams",
                                    .who = s.admin(),
                                    .headers = {{"X-Grafana-Org-Id", std::to_string(org)}},
                                    .body = Json{{"name", s.Name("there")}}.dump()});
         s.Get(Team(made.Needs(Status(200)).NeedsId("/teamId"))).Is(Status(404));
       }},
  };
}

}  // namespace grafake::conformance
