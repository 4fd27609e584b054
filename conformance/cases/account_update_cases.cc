#include "conformance/cases/cases.h"

// Changing service accounts. Releases differ in where the answer holds the account, so it is read again.
namespace grafake::conformance {
namespace {

using testing::AllOf;

Case RefusedUpdate(const std::string& id, const std::string& requirement, const std::string& evidence,
                   const Json& body) {
  return {
      id, kMust, requirement, "8.5..9.3", evidence, [body](Session& s) {
        const Account bot = s.NewAccount();
        s.Patch(bot.Path(), body).Is(Message(400, "Bad request data"));
        s.Get(bot.Path()).Is(AllOf(Field("/name", bot.name), Field("/role", "Viewer"), Field("/isDisabled", false)));
      }};
}

}  // namespace

std::vector<Case> AccountUpdateCases() {
  return {
      {"SA-UPD-001", kMust, "An account can be renamed.", "8.5..", "accounts/lifecycle 10",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Patch(bot.Path(), {{"name", s.Name("renamed")}}).Is(AllOf(Status(200), Field("/name", s.Name("renamed"))));
         s.Get(bot.Path()).Is(Field("/name", s.Name("renamed")));
       }},
      {"SA-UPD-002", kMust, "A new name leaves login, role and state as they are.", "8.5..", "accounts/lifecycle 11",
       [](Session& s) {
         const Account bot = s.NewAccount("Editor");
         s.Patch(bot.Path(), {{"name", s.Name("renamed")}}).Needs(Status(200));
         s.Get(bot.Path()).Is(AllOf(Field("/login", bot.login), Field("/role", "Editor"), Field("/isDisabled", false)));
       }},
      {"SA-UPD-003", kMust, "An account's role can be changed.", "8.5..", "accounts/lifecycle 12",
       [](Session& s) {
         const Account bot = s.NewAccount();
         for (const char* role : {"Editor", "Admin", "Viewer"}) {
           s.Patch(bot.Path(), {{"role", role}}).Is(Status(200));
           s.Get(bot.Path()).Is(AllOf(Field("/role", role), Field("/name", bot.name)));
         }
       }},
      {"SA-UPD-004", kMust, "An account can be disabled and enabled.", "8.5..", "accounts/lifecycle 13",
       [](Session& s) {
         const Account bot = s.NewAccount();
         for (const bool off : {true, false}) {
           s.Patch(bot.Path(), {{"isDisabled", off}}).Is(Status(200));
           s.Get(bot.Path()).Is(Field("/isDisabled", off));
         }
       }},
      {"SA-UPD-005", kMust, "Name, role and state can be changed at once.", "8.5..", "accounts/lifecycle 15",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Patch(bot.Path(), {{"name", s.Name("all")}, {"role", "Admin"}, {"isDisabled", true}}).Is(Status(200));
         s.Get(bot.Path())
             .Is(AllOf(Field("/name", s.Name("all")), Field("/role", "Admin"), Field("/isDisabled", true)));
       }},
      {"SA-UPD-006", kMust, "An empty object changes nothing.", "8.5..", "accounts/lifecycle 16",
       [](Session& s) {
         const Account bot = s.NewAccount("Editor");
         s.Patch(bot.Path(), Json::object()).Is(Status(200));
         s.Get(bot.Path()).Is(AllOf(Field("/name", bot.name), Field("/role", "Editor"), Field("/isDisabled", false)));
       }},
      {"SA-UPD-007", kShould, "The answer to a change is, before 9.1, the account as it is read.", "8.5..9.0",
       "accounts/lifecycle 10",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Patch(bot.Path(), {{"name", s.Name("renamed")}})
             .Is(Members("", {"id", "name", "login", "orgId", "isDisabled", "createdAt", "updatedAt", "avatarUrl",
                              "role", "teams"}));
       }},
      {"SA-UPD-008", kMust, "From 9.1 on the answer to a change wraps the account.", "9.1..", "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Patch(bot.Path(), {{"name", s.Name("renamed")}})
             .Is(AllOf(Field("/id", bot.id), Field("/message", "Service account updated"),
                       Field("/serviceaccount/name", s.Name("renamed"))));
       }},
      RefusedUpdate("SA-UPD-009", "A role that there is not is refused with 400.", "accounts/update-errors 7",
                    {{"role", "Boss"}}),
      RefusedUpdate("SA-UPD-010", "A state that is a text is refused with 400.", "accounts/update-errors 10",
                    {{"isDisabled", "no"}}),
      RefusedUpdate("SA-UPD-011", "A list instead of an object is refused with 400.", "accounts/update-errors 14",
                    Json::array()),
      {"SA-UPD-012", kMust, "Changing an account that does not exist is 404.", "8.5..", "accounts/ids 11",
       [](Session& s) {
         s.Patch("/api/serviceaccounts/999999999", {{"name", "x"}}).Is(Status(404));
       }},
      {"SA-UPD-013", kMust, "Changing what is no id is refused with 400.", "8.5..9.3", "accounts/ids 14",
       [](Session& s) {
         s.Patch("/api/serviceaccounts/abc", {{"name", "x"}}).Is(Message(400, "Service Account ID is invalid"));
       }},
      {"SA-UPD-014", kMust, "A person cannot be changed as a service account.", "8.5..9.3", "accounts/ids 15",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Patch("/api/serviceaccounts/" + std::to_string(person.id), {{"name", "x"}}).Is(Status(404));
         s.Get("/api/users/" + std::to_string(person.id)).Is(Field("/login", person.login));
       }},
      {"SA-UPD-015", kMust, "Login and org in a request to change are ignored.", "8.5..", "accounts/update-errors 11",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Patch(bot.Path(), {{"id", 9}, {"orgId", 4}, {"login", "sa-hack"}}).Is(Status(200));
         s.Get(bot.Path()).Is(AllOf(Field("/login", bot.login), Field("/orgId", s.org()), Field("/id", bot.id)));
       }},
      {"SA-UPD-016", kShould, "Two accounts may show the same name, once one was renamed.", "8.5..9.3",
       "accounts/update-errors 3",
       [](Session& s) {
         const Account first = s.NewAccount();
         const Account second = s.NewAccount();
         s.Patch(second.Path(), {{"name", first.name}}).Is(Status(200));
         s.Get(second.Path()).Is(AllOf(Field("/name", first.name), Field("/login", second.login)));
       }},
      {"SA-UPD-017", kShould, "A role may begin with a small letter.", "9.0..9.3", "accounts/update-errors 8",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Patch(bot.Path(), {{"role", "admin"}}).Is(Status(200));
         s.Get(bot.Path()).Is(Field("/role", "Admin"));
       }},
      {"SA-UPD-018", kMust, "PUT is no way to change an account.", "8.5..", "accounts/update-errors 15",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Put(bot.Path(), {{"name", s.Name("put")}}).Is(Message(404, "Not found"));
         s.Get(bot.Path()).Is(Field("/name", bot.name));
       }},
      {"SA-UPD-019", kMust, "Changing one account leaves the others as they are.", "8.5..", "accounts/lifecycle 21",
       [](Session& s) {
         const Account changed = s.NewAccount();
         const Account stays = s.NewAccount();
         s.Patch(changed.Path(), {{"role", "Admin"}, {"isDisabled", true}}).Needs(Status(200));
         s.Get(stays.Path()).Is(AllOf(Field("/role", "Viewer"), Field("/isDisabled", false)));
       }},
      {"SA-UPD-020", kObserved, "An empty name is echoed and not stored.", "8.5..9.3", "accounts/update-errors 5",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Patch(bot.Path(), {{"name", ""}}).Is(AllOf(Status(200), Field("/name", "")));
         s.Get(bot.Path()).Is(Field("/name", bot.name));
       }},
  };
}

}  // namespace grafake::conformance
