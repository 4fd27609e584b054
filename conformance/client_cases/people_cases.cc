#include <grafake/current_user.h>
#include <grafake/orgs.h>
#include <grafake/teams.h>
#include <grafake/users.h>

#include <algorithm>

#include "conformance/client_cases/judging.h"

// Users, orgs and teams through the client library.
namespace grafake::conformance {
namespace {

using testing::AllOf;

const std::string kReleases = "8.5..9.3";
const std::string kUsers = "client/include/grafake/users.h";
const std::string kOrgs = "client/include/grafake/orgs.h";
const std::string kTeams = "client/include/grafake/teams.h";

std::string User(std::int64_t id) { return "/api/users/" + std::to_string(id); }

std::vector<Case> UserCasesOfClient() {
  return {
      {"CLIENT-050", kMust, "Create makes a user who is let in with the password.", kReleases, kUsers,
       [](Session& s) {
         s.Require(Feature::kServerAdmin);
         const std::string login = s.Name("eve");
         s.Announce("user", login);
         const auto id = ValueOf(
             s, "Create",
             Users(ClientFor(s)).Create({.login = login, .name = "Eve", .password = Secret("never-guessed-1")}));
         if (!id) return;
         const auto me = ValueOf(s, "CurrentUser.Get", CurrentUser(ClientFor(s, login + ":never-guessed-1")).Get());
         if (!me) return;
         ExpectSame(s, "CurrentUser.Get: id", me->id, *id);
         ExpectSame(s, "CurrentUser.Get: login", me->login, login);
         ExpectSame<std::string>(s, "CurrentUser.Get: name", me->name, "Eve");
       }},
      {"CLIENT-051", kMust, "Lookup finds a user by login and by e-mail address; Get by the id.", kReleases, kUsers,
       [](Session& s) {
         const Person person = s.NewPerson();
         const Users users(ClientFor(s));
         for (const char* domain : {"", "@example.com"}) {
           const auto found = ValueOf(s, "Lookup", users.Lookup(person.login + domain));
           if (found) ExpectSame(s, "Lookup: id", found->id, person.id);
         }
         const auto got = ValueOf(s, "Get", users.Get(person.id));
         if (got) ExpectSame(s, "Get: login", got->login, person.login);
       }},
      {"CLIENT-052", kMust, "Update changes a user's name and leaves the login.", kReleases, kUsers,
       [](Session& s) {
         const Person person = s.NewPerson();
         if (!Succeeds(s, "Update", Users(ClientFor(s)).Update(person.id, {.name = "Two"}))) return;
         s.Get(User(person.id)).Is(AllOf(Field("/name", "Two"), Field("/login", person.login)));
       }},
      {"CLIENT-053", kMust, "SetPassword gives a user another password.", kReleases, kUsers,
       [](Session& s) {
         const Person person = s.NewPerson();
         if (!Succeeds(s, "SetPassword", Users(ClientFor(s)).SetPassword(person.id, Secret("never-guessed-2")))) return;
         s.Get("/api/user", person.login + ":never-guessed-2").Is(Status(200));
         s.Get("/api/user", person.Who()).Is(Status(401));
       }},
      {"CLIENT-054", kMust, "Disable keeps a user out, Enable lets the user in again.", kReleases, kUsers,
       [](Session& s) {
         const Person person = s.NewPerson();
         const Users users(ClientFor(s));
         if (!Succeeds(s, "Disable", users.Disable(person.id))) return;
         s.AwaitGet("/api/user", person.Who(), Status(401));
         if (!Succeeds(s, "Enable", users.Enable(person.id))) return;
         s.AwaitGet("/api/user", person.Who(), Status(200));
       }},
      {"CLIENT-055", kMust, "SetGrafanaAdmin makes a user administrator of the whole server.", kReleases, kUsers,
       [](Session& s) {
         const Person person = s.NewPerson();
         const Users users(ClientFor(s));
         if (!Succeeds(s, "SetGrafanaAdmin", users.SetGrafanaAdmin(person.id, true))) return;
         const auto got = ValueOf(s, "Get", users.Get(person.id));
         if (got) ExpectSame(s, "Get: administrator", got->is_grafana_admin, true);
       }},
      {"CLIENT-056", kMust, "Delete removes a user, who is not found any more.", kReleases, kUsers,
       [](Session& s) {
         const Person person = s.NewPerson();
         const Users users(ClientFor(s));
         if (!Succeeds(s, "Delete", users.Delete(person.id))) return;
         s.Get(User(person.id)).Is(Status(404));
         ExpectRefused(s, "Get", users.Get(person.id), {.status = 404, .message = "user not found"});
       }},
      {"CLIENT-057", kMust, "All gives every user once, page after page.", kReleases, kUsers,
       [](Session& s) {
         std::vector<std::int64_t> made;
         for (int i = 0; i < 3; ++i) made.push_back(s.NewPerson().id);
         std::vector<std::int64_t> found;
         for (const auto& user : Users(ClientFor(s)).All(s.Name("user"), 2)) {
           if (const auto value = ValueOf(s, "All", user)) found.push_back(value->id);
         }
         ExpectSame(s, "All", found, made);
       }},
      {"CLIENT-059", kMust, "A user changes the own password; the old one is let in no more.", kReleases,
       "client/include/grafake/current_user.h",
       [](Session& s) {
         const Person person = s.NewPerson();
         const CurrentUser me(ClientFor(s, person.Who()));
         ExpectRefused(s, "ChangePassword", me.ChangePassword(Secret("not-the-old-one"), Secret("never-guessed-3")),
                       {.status = 401, .message = "Invalid old password"});
         if (!Succeeds(s, "ChangePassword", me.ChangePassword(Secret(person.password), Secret("never-guessed-3"))))
           return;
         s.Get("/api/user", person.login + ":never-guessed-3").Is(Status(200));
         s.Get("/api/user", person.Who()).Is(Status(401));
       }},
      {"CLIENT-058", kMust, "A user's own orgs are told with the role.", kReleases, kUsers,
       [](Session& s) {
         const Person person = s.NewPerson("Editor");
         const auto orgs = ValueOf(s, "CurrentUser.Orgs", CurrentUser(ClientFor(s, person.Who())).Orgs());
         if (!orgs || orgs->size() != 1) return s.Note("CurrentUser.Orgs", "one org", "another number");
         ExpectSame(s, "CurrentUser.Orgs: id", orgs->front().org_id, s.org());
         ExpectSame<std::string>(s, "CurrentUser.Orgs: role", orgs->front().role, "Editor");
       }},
  };
}

std::vector<Case> OrgCasesOfClient() {
  return {
      {"CLIENT-060", kMust, "An org can be made, found by its name, renamed and deleted.", kReleases, kOrgs,
       [](Session& s) {
         s.Require(Feature::kServerAdmin);
         const Orgs orgs(ClientFor(s));
         for (const char* name : {"org", "renamed"}) s.Announce("org", s.Name(name));
         const auto id = ValueOf(s, "Create", orgs.Create(s.Name("org")));
         if (!id) return;
         const auto found = ValueOf(s, "GetByName", orgs.GetByName(s.Name("org")));
         if (found) ExpectSame(s, "GetByName: id", found->id, *id);
         if (!Succeeds(s, "Rename", orgs.Rename(*id, s.Name("renamed")))) return;
         const auto renamed = ValueOf(s, "Get", orgs.Get(*id));
         if (renamed) ExpectSame(s, "Get: name", renamed->name, s.Name("renamed"));
         if (Succeeds(s, "Delete", orgs.Delete(*id))) ExpectRefused(s, "Get", orgs.Get(*id), {.status = 404});
       }},
      {"CLIENT-061", kMust, "An org's name that is taken is refused with status 409 and Grafana's words.", kReleases,
       kOrgs,
       [](Session& s) {
         s.Post("/api/orgs", {{"name", s.Name("taken")}}).Needs(Status(200));
         ExpectRefused(s, "Create", Orgs(ClientFor(s)).Create(s.Name("taken")),
                       {.status = 409, .message = "Organization name taken"});
       }},
      {"CLIENT-062", kMust, "A member can be added to an org, given another role and removed.", kReleases, kOrgs,
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const Person person = s.NewPerson();
         const Orgs orgs(ClientFor(s));
         const auto role = [&]() -> std::string {
           const auto members = ValueOf(s, "Members", orgs.Members(org));
           if (!members) return "unknown";
           const auto found = std::ranges::find(*members, person.id, &OrgMember::user_id);
           return found == members->end() ? "none" : found->role;
         };
         (void)Succeeds(s, "AddMember", orgs.AddMember(org, person.login, "Viewer"));
         ExpectSame<std::string>(s, "Members, added", role(), "Viewer");
         (void)Succeeds(s, "SetRole", orgs.SetRole(org, person.id, "Editor"));
         ExpectSame<std::string>(s, "Members, changed", role(), "Editor");
         (void)Succeeds(s, "RemoveMember", orgs.RemoveMember(org, person.id));
         ExpectSame<std::string>(s, "Members, removed", role(), "none");
       }},
  };
}

std::vector<Case> TeamCasesOfClient() {
  return {
      {"CLIENT-070", kMust, "A team can be made, changed, found and deleted.", kReleases, kTeams,
       [](Session& s) {
         const Teams teams(ClientFor(s));
         for (const char* name : {"ops", "ops2"}) s.Announce("team", s.Name(name));
         const auto id = ValueOf(s, "Create", teams.Create({.name = s.Name("ops"), .email = "ops@example.com"}));
         if (!id) return;
         (void)Succeeds(s, "Update", teams.Update(*id, {.name = s.Name("ops2"), .email = "two@example.com"}));
         const auto got = ValueOf(s, "Get", teams.Get(*id));
         if (got) ExpectSame(s, "Get: name", got->name, s.Name("ops2"));
         if (got) ExpectSame<std::string>(s, "Get: e-mail", got->email, "two@example.com");
         const auto page = ValueOf(s, "Search", teams.Search(s.Name("ops2"), 1, 10));
         if (page) ExpectSame<std::int64_t>(s, "Search: total", page->total, 1);
         if (Succeeds(s, "Delete", teams.Delete(*id))) ExpectRefused(s, "Get", teams.Get(*id), {.status = 404});
       }},
      {"CLIENT-071", kMust, "A member can be added to a team and removed.", kReleases, kTeams,
       [](Session& s) {
         const std::int64_t team = s.NewTeam();
         const Person person = s.NewPerson();
         const Teams teams(ClientFor(s));
         const auto is_member = [&] {
           const auto members = ValueOf(s, "Members", teams.Members(team));
           return members && std::ranges::find(*members, person.id, &TeamMember::user_id) != members->end();
         };
         (void)Succeeds(s, "AddMember", teams.AddMember(team, person.id));
         ExpectSame(s, "Members, added", is_member(), true);
         (void)Succeeds(s, "RemoveMember", teams.RemoveMember(team, person.id));
         ExpectSame(s, "Members, removed", is_member(), false);
       }},
  };
}

}  // namespace

std::vector<Case> PeopleClientCases() {
  std::vector<Case> cases = UserCasesOfClient();
  for (auto part : {OrgCasesOfClient(), TeamCasesOfClient()}) cases.insert(cases.end(), part.begin(), part.end());
  return cases;
}

}  // namespace grafake::conformance
