#include "conformance/cases/cases.h"

// Persons: making, changing, disabling and deleting them, and what they may do for themselves.
namespace grafake::conformance {
namespace {

using testing::AllOf;

std::string User(const Person& person) { return "/api/users/" + std::to_string(person.id); }
std::string Admin(const Person& person, const std::string& rest = "") {
  return "/api/admin/users/" + std::to_string(person.id) + rest;
}

Case RefusedUserBody(const std::string& id, const std::string& requirement, const std::string& evidence,
                     const Json& body, const std::string& message) {
  return {id,         kMust,    requirement,
          "8.5..9.3", evidence, [=](Session& s) { s.Post("/api/admin/users", body).Is(Message(400, message)); }};
}

std::vector<Case> UserCreations() {
  return {
      {"USER-001", kMust, "A person can be made; the answer holds the id.", "8.5..9.3", "people/users 2",
       [](Session& s) {
         const Json body = {{"login", s.Name("new")}, {"password", "never-guessed"}};
         const Reply made = s.Post("/api/admin/users", body);
         made.Is(AllOf(Status(200), Field("/message", "User created")));
         s.Get("/api/users/" + std::to_string(made.NeedsId())).Is(AllOf(Status(200), Field("/login", s.Name("new"))));
       }},
      {"USER-002", kMust, "A login that is taken is refused with 412.", "8.5..9.3", "people/user-create-errors 2",
       [](Session& s) {
         s.Post("/api/admin/users", {{"login", s.NewPerson().login}, {"password", "never-guessed"}}).Is(Status(412));
       }},
      {"USER-003", kMust, "An e-mail address that is taken is refused with 412.", "8.5..9.3",
       "people/user-create-errors 4",
       [](Session& s) {
         const std::string email = s.NewPerson().login + "@example.com";
         s.Post("/api/admin/users", {{"login", s.Name("b")}, {"email", email}, {"password", "never-guessed"}})
             .Is(Status(412));
       }},
      RefusedUserBody("USER-004", "A password of less than four characters is refused with 400.",
                      "people/user-create-errors 5", {{"login", "never"}, {"password", "abc"}},
                      "Password is missing or too short"),
      RefusedUserBody("USER-005", "A person without a password is refused with 400.", "people/user-create-errors 7",
                      {{"login", "never"}}, "bad request data"),
      RefusedUserBody("USER-006", "A person without login and e-mail address is refused with 400.",
                      "people/user-create-errors 8", {{"password", "never-guessed"}},
                      "Validation error, need specify either username or email"),
      RefusedUserBody(
          "USER-007", "A person for an org that does not exist is refused with 400.", "people/user-create-errors 10",
          {{"login", "never"}, {"password", "never-guessed"}, {"OrgId", 999999999}}, "organization not found"),
      RefusedUserBody("USER-008", "A login that is a number is refused with 400.", "people/user-create-errors 15",
                      {{"login", 5}, {"password", "never-guessed"}}, "bad request data"),
  };
}

std::vector<Case> UserReadings() {
  return {
      {"USER-010", kMust, "A person can be found by login and by e-mail address.", "8.5..9.3", "people/users 15",
       [](Session& s) {
         const Person person = s.NewPerson();
         for (const char* domain : {"", "@example.com"})
           s.Get("/api/users/lookup?loginOrEmail=" + person.login + domain)
               .Is(AllOf(Status(200), Field("/id", person.id)));
       }},
      {"USER-011", kMust, "A person that does not exist is 404.", "8.5..9.3", "people/users 13",
       [](Session& s) { s.Get("/api/users/999999999").Is(Message(404, "user not found")); }},
      {"USER-012", kMust, "An id that is no number is refused with 400.", "8.5..9.3", "people/users 14",
       [](Session& s) { s.Get("/api/users/abc").Is(Message(400, "id is invalid")); }},
      {"USER-013", kMust, "A new person is a Viewer of the org that was named.", "8.5..9.3", "people/users 22",
       [](Session& s) {
         s.RequireSetting("users", "auto_assign_org_role", "Viewer");
         const Json body = {{"login", s.Name("new")}, {"password", "never-guessed"}, {"OrgId", s.org()}};
         const Reply made = s.Post("/api/admin/users", body).Needs(Status(200));
         s.Get("/api/users/" + std::to_string(made.NeedsId()) + "/orgs")
             .Is(AllOf(Size("", 1), Field("/0/orgId", s.org()), Field("/0/role", "Viewer")));
       }},
      {"USER-014", kMust, "Persons can be searched, page by page.", "8.5..9.3", "people/users 10",
       [](Session& s) {
         const Person first = s.NewPerson();
         const Person second = s.NewPerson();
         const std::string search = "/api/users/search?perpage=1&query=" + s.Name("user");
         s.Get(search + "&page=1")
             .Is(AllOf(Field("/totalCount", 2), Size("/users", 1), Field("/users/0/id", first.id)));
         s.Get(search + "&page=2").Is(AllOf(Size("/users", 1), Field("/users/0/id", second.id)));
       }},
      {"USER-015", kMust, "No answer about a person holds a password or its hash.", "8.5..9.3", "people/users 12",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Get(User(person))
             .Is(AllOf(Absent("/password"), Absent("/salt"), Absent("/rands"),
                       BodyThat(testing::Not(testing::HasSubstr(person.password)))));
       }},
      {"USER-016", kShould, "A person that is read has exactly these members in this order.", "8.5..9.0",
       "people/users 12",
       [](Session& s) {
         s.Get(User(s.NewPerson()))
             .Is(Members("", {"id", "email", "name", "login", "theme", "orgId", "isGrafanaAdmin", "isDisabled",
                              "isExternal", "authLabels", "updatedAt", "createdAt", "avatarUrl"}));
       }},
      {"USER-017", kMust, "A person's own orgs are listed with the role.", "8.5..9.3", "people/users 31",
       [](Session& s) {
         s.Get("/api/user/orgs", s.NewPerson("Editor").Who()).Is(AllOf(Size("", 1), Field("/0/role", "Editor")));
       }},
  };
}

std::vector<Case> UserChanges() {
  return {
      {"USER-020", kMust, "A person's name, login and e-mail address can be changed.", "8.5..9.3", "people/users 24",
       [](Session& s) {
         const Person person = s.NewPerson();
         const std::string login = person.login + "-2";
         s.Put(User(person), {{"name", "Two"}, {"login", login}, {"email", login + "@example.com"}}).Is(Status(200));
         s.Get(User(person)).Is(AllOf(Field("/name", "Two"), Field("/login", login)));
       }},
      {"USER-021", kMust, "A person cannot take another's login.", "8.5..9.3", "people/users 25",
       [](Session& s) {
         const Person taken = s.NewPerson();
         const Person person = s.NewPerson();
         s.Put(User(person), {{"login", taken.login}, {"email", taken.login + "@example.com"}})
             .Is(testing::Not(Status(200)));
         s.Get(User(person)).Is(Field("/login", person.login));
       }},
      {"USER-022", kMust, "Who changes the password is let in with the new one only.", "8.5..9.3", "people/users 34",
       [](Session& s) {
         const Person person = s.NewPerson();
         const std::string fresh = person.password + "-new";
         s.Put("/api/user/password", {{"oldPassword", person.password}, {"newPassword", fresh}, {"confirmNew", fresh}},
               person.Who())
             .Is(Status(200));
         s.Get("/api/user", person.login + ":" + fresh).Is(Status(200));
         s.Get("/api/user", person.Who()).Is(Status(401));
       }},
      {"USER-023", kMust, "A new password needs the old one.", "8.5..9.3", "people/users 36",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Put("/api/user/password", {{"oldPassword", "bad"}, {"newPassword", "never-guessed"}}, person.Who())
             .Is(Message(401, "Invalid old password"));
         s.Get("/api/user", person.Who()).Is(Status(200));
       }},
      {"USER-024", kMust, "An administrator can set a person's password.", "8.5..9.3", "people/users 38",
       [](Session& s) {
         const Person person = s.NewPerson();
         const std::string fresh = person.password + "-new";
         s.Put(Admin(person, "/password"), {{"password", fresh}}).Is(Status(200));
         s.Get("/api/user", person.login + ":" + fresh).Is(Status(200));
         s.Get("/api/user", person.Who()).Is(Status(401));
       }},
      {"USER-025", kMust, "A disabled person is not let in, an enabled one is again.", "8.5..9.3", "people/users 47",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Post(Admin(person, "/disable"), Json::object()).Is(Status(200));
         s.AwaitGet("/api/user", person.Who(), Status(401));
         s.Get(User(person)).Is(Field("/isDisabled", true));
         s.Post(Admin(person, "/enable"), Json::object()).Is(Status(200));
         s.AwaitGet("/api/user", person.Who(), Status(200));
       }},
      {"USER-026", kMust, "A deleted person is gone and not let in.", "8.5..9.3", "consistency/user-disabled 13",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Delete(Admin(person)).Is(Status(200));
         s.Get(User(person)).Is(Status(404));
         s.AwaitGet("/api/user", person.Who(), Status(401));
         s.Delete(Admin(person)).Is(Status(404));
       }},
      {"USER-027", kMust, "A person can be made administrator of the whole server, and no longer.", "8.5..9.3",
       "people/users 41",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Get("/api/users", person.Who()).Is(Status(403));
         s.Put(Admin(person, "/permissions"), {{"isGrafanaAdmin", true}}).Is(Status(200));
         s.AwaitGet("/api/users", person.Who(), Status(200));
         s.Put(Admin(person, "/permissions"), {{"isGrafanaAdmin", false}}).Is(Status(200));
         s.AwaitGet("/api/users", person.Who(), Status(403));
       }},
      {"USER-028", kMust, "A person's role in an org decides what may be done, within seconds.", "9.0..9.3",
       "access/reads 66",
       [](Session& s) {
         const Person person = s.NewPerson("Viewer");
         s.Get("/api/org/users", person.Who()).Is(Status(403));
         s.Patch("/api/org/users/" + std::to_string(person.id), {{"role", "Admin"}}).Needs(Status(200));
         s.AwaitGet("/api/org/users", person.Who(), Status(200));
         s.Patch("/api/org/users/" + std::to_string(person.id), {{"role", "Viewer"}}).Needs(Status(200));
         s.AwaitGet("/api/org/users", person.Who(), Status(403));
       }},
      {"USER-030", kMust, "activeLast30Days=true leaves out who was never seen; a filter of that name is none.",
       "9.0, 9.3, 10.1, 11.5, 12.4", "tried on 9.0.9, 9.3.2, 10.1.2, 11.5.1, 12.4.0",
       [](Session& s) {
         const std::string search = "/api/users/search?query=" + s.NewPerson().login;
         s.Get(search + "&activeLast30Days=true").Is(Field("/totalCount", 0));
         s.Get(search + "&filter=activeLast30Days").Is(Field("/totalCount", 1));
       }},
      {"USER-029", kMust, "A person changes the own name, not another's.", "8.5..9.3", "people/users 30",
       [](Session& s) {
         const Person person = s.NewPerson();
         const Person other = s.NewPerson();
         s.Put("/api/user", {{"name", "Own"}, {"login", person.login}, {"email", person.login + "@example.com"}},
               person.Who())
             .Is(Status(200));
         s.Get(User(person)).Is(Field("/name", "Own"));
         s.Put(User(other), {{"name", "Other"}, {"login", other.login}}, person.Who()).Is(Status(403));
       }},
  };
}

}  // namespace

std::vector<Case> UserCases() {
  std::vector<Case> cases = UserCreations();
  for (auto part : {UserReadings(), UserChanges()}) cases.insert(cases.end(), part.begin(), part.end());
  return cases;
}

}  // namespace grafake::conformance
