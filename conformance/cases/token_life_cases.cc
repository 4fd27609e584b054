#include "conformance/cases/cases.h"

// What becomes of tokens: their end, their deletion, the changes of their account. Grafana keeps a signed-in user for 5
// s, so a change may show late; the deletion of a token never does.
namespace grafake::conformance {
namespace {

using testing::AllOf;

const std::string kLifeSearch = "/api/serviceaccounts/search";

std::vector<Case> Ends() {
  return {
      {"SA-LIFE-001", kMust, "A token past its end is refused with 401.", "8.5..", "tokens/expiry 7",
       [](Session& s) {
         const Token token = s.NewToken(s.NewAccount(), 1);
         s.AwaitGet("/api/org", token.Who(), Status(401));
       }},
      {"SA-LIFE-002", kShould, "The refusal of a token past its end is, to the byte, the one of Grafana 9.0.",
       "8.5..9.3", "tokens/expiry 7",
       [](Session& s) {
         const Token token = s.NewToken(s.NewAccount(), 1);
         s.AwaitGet("/api/org", token.Who(), Exactly(401, "{\"message\":\"Expired API key\"}\n"));
       }},
      {"SA-LIFE-003", kMust, "A token past its end stays listed, as expired.", "8.5..", "tokens/expiry 10",
       [](Session& s) {
         const Account bot = s.NewAccount();
         (void)s.NewToken(bot, 1);
         s.AwaitGet(bot.Path("/tokens"), s.admin(),
                    AllOf(Size("", 1), Field("/0/hasExpired", true), Field("/0/secondsUntilExpiration", 0)));
       }},
      {"SA-LIFE-004", kMust, "A token past its end keeps its name taken.", "8.5..", "tokens/expiry 12",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot, 1);
         s.AwaitGet("/api/org", token.Who(), Status(401));
         s.Post(bot.Path("/tokens"), {{"name", token.name}}).Is(testing::AnyOf(Status(409), Status(400)));
       }},
      {"SA-LIFE-005", kMust, "A token with an end is let in before it.", "8.5..", "tokens/expiry 9",
       [](Session& s) {
         const Token token = s.NewToken(s.NewAccount(), 600);
         s.Get("/api/org", token.Who()).Is(Status(200));
       }},
      {"SA-LIFE-006", kMust, "Deleting a token answers 200.", "8.5..", "tokens/lifecycle 13",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Delete(bot.Path("/tokens/" + std::to_string(s.NewToken(bot).id))).Is(Status(200));
       }},
      {"SA-LIFE-007", kMust, "A deleted token is refused at once.", "8.5..", "tokens/lifecycle 14",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Get("/api/org", token.Who()).Needs(Status(200));
         s.Delete(bot.Path("/tokens/" + std::to_string(token.id))).Needs(Status(200));
         s.Get("/api/org", token.Who()).Is(Refused());
       }},
      {"SA-LIFE-008", kShould, "The refusal of a deleted token is, to the byte, the one of Grafana 9.0.", "9.0..9.1",
       "tokens/lifecycle 14",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Delete(bot.Path("/tokens/" + std::to_string(token.id))).Needs(Status(200));
         s.Get("/api/org", token.Who()).Is(Exactly(500, Traced("invalid API key") + "\n"));
       }},
      {"SA-LIFE-009", kMust, "A deleted token is listed no more.", "8.5..", "tokens/lifecycle 17",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token gone = s.NewToken(bot);
         const Token stays = s.NewToken(bot);
         s.Delete(bot.Path("/tokens/" + std::to_string(gone.id))).Needs(Status(200));
         s.Get(bot.Path("/tokens")).Is(AllOf(Size("", 1), Field("/0/id", stays.id)));
       }},
      {"SA-LIFE-010", kMust, "Deleting one token leaves the others working.", "8.5..", "tokens/lifecycle 15",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token gone = s.NewToken(bot);
         const Token stays = s.NewToken(bot);
         s.Delete(bot.Path("/tokens/" + std::to_string(gone.id))).Needs(Status(200));
         s.Get("/api/org", stays.Who()).Is(Status(200));
       }},
      {"SA-LIFE-011", kMust, "A deleted token's name is free again.", "8.5..", "tokens/expiry 15",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Delete(bot.Path("/tokens/" + std::to_string(token.id))).Needs(Status(200));
         s.Post(bot.Path("/tokens"), {{"name", token.name}}).Is(Status(200));
       }},
      {"SA-LIFE-012", kMust, "Deleting a token that does not exist is 404 before 9.1.", "8.5..9.0",
       "tokens/lifecycle 16",
       [](Session& s) {
         s.Delete(s.NewAccount().Path("/tokens/999999999")).Is(Message(404, "Failed to delete API key"));
       }},
      {"SA-LIFE-013", kMust, "A token cannot be deleted through another account.", "8.5..", "tried on 9.0.9",
       [](Session& s) {
         const Token token = s.NewToken(s.NewAccount());
         s.Delete(s.NewAccount().Path("/tokens/" + std::to_string(token.id))).Is(testing::Not(Status(200)));
         s.Get("/api/org", token.Who()).Is(Status(200));
       }},
      {"SA-LIFE-014", kMust, "Deleting what is no token id is refused with 400.", "8.5..", "accounts/ids 34",
       [](Session& s) { s.Delete(s.NewAccount().Path("/tokens/abc")).Is(Message(400, "Token ID is invalid")); }},
      {"SA-LIFE-015", kShould, "The answer to a deletion is, to the byte, the one of Grafana 9.0.", "8.5..9.0",
       "tokens/lifecycle 13",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Delete(bot.Path("/tokens/" + std::to_string(s.NewToken(bot).id)))
             .Is(Exactly(200, R"({"message":"API key deleted"})"));
       }},
  };
}

std::vector<Case> Changes() {
  return {
      {"SA-LIFE-020", kMust, "The tokens of a deleted account are refused at once.", "8.5..", "tokens/lifecycle 19",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Delete(bot.Path()).Needs(Status(200));
         s.Get("/api/org", token.Who()).Is(Refused());
       }},
      {"SA-LIFE-021", kMust, "The tokens of a deleted account are deleted with it.", "8.5..", "tokens/lifecycle 20",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Delete(bot.Path()).Needs(Status(200));
         s.Post(s.NewAccount().Path("/tokens"), {{"name", token.name}}).Is(Status(200));
       }},
      {"SA-LIFE-022", kMust, "A token has the role of its account.", "8.5..", "access/reads 24",
       [](Session& s) {
         s.Get(kLifeSearch, s.NewToken(s.NewAccount("Admin")).Who()).Is(Status(200));
         s.Get(kLifeSearch, s.NewToken(s.NewAccount("Editor")).Who()).Is(Status(403));
         s.Get(kLifeSearch, s.NewToken(s.NewAccount("Viewer")).Who()).Is(Status(403));
       }},
      {"SA-LIFE-023", kMust, "A token gains rights when its account's role is raised, within seconds.", "8.5..",
       "consistency/role-settled 6",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Get(kLifeSearch, token.Who()).Needs(Status(403));
         s.Patch(bot.Path(), {{"role", "Admin"}}).Needs(Status(200));
         s.AwaitGet(kLifeSearch, token.Who(), Status(200));
       }},
      {"SA-LIFE-024", kMust, "A token loses rights when its account's role is lowered, within seconds.", "8.5..",
       "consistency/role-settled 10",
       [](Session& s) {
         const Account bot = s.NewAccount("Admin");
         const Token token = s.NewToken(bot);
         s.Get(kLifeSearch, token.Who()).Needs(Status(200));
         s.Patch(bot.Path(), {{"role", "Viewer"}}).Needs(Status(200));
         s.AwaitGet(kLifeSearch, token.Who(), Status(403));
       }},
      {"SA-LIFE-025", kMust, "The tokens of a disabled account are refused with 401, within seconds.", "8.5..",
       "consistency/disabled-settled 6",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Patch(bot.Path(), {{"isDisabled", true}}).Needs(Status(200));
         s.AwaitGet("/api/org", token.Who(), Status(401));
       }},
      {"SA-LIFE-026", kShould, "The refusal of a disabled account is, to the byte, the one of Grafana 9.0.", "8.5..9.3",
       "consistency/disabled-settled 6",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Patch(bot.Path(), {{"isDisabled", true}}).Needs(Status(200));
         s.AwaitGet("/api/org", token.Who(), Exactly(401, "{\"message\":\"Service account is disabled\"}\n"));
       }},
      {"SA-LIFE-027", kMust, "The tokens of an account that is enabled again are let in, within seconds.", "8.5..",
       "tokens/inherits 14",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Patch(bot.Path(), {{"isDisabled", true}}).Needs(Status(200));
         s.AwaitGet("/api/org", token.Who(), Status(401));
         s.Patch(bot.Path(), {{"isDisabled", false}}).Needs(Status(200));
         s.AwaitGet("/api/org", token.Who(), Status(200));
       }},
      {"SA-LIFE-028", kMust, "Renaming an account leaves its tokens working.", "8.5..", "tried on 9.0.9",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Patch(bot.Path(), {{"name", s.Name("renamed")}}).Needs(Status(200));
         s.Get("/api/org", token.Who()).Is(Status(200));
       }},
      {"SA-LIFE-029", kMust, "A token works although the person who made it is gone.", "8.5..", "tried on 9.0.9",
       [](Session& s) {
         const Person maker = s.NewPerson("Admin");
         const Account bot = s.NewAccount();
         const Reply made = s.Post(bot.Path("/tokens"), {{"name", s.Name("t")}}, maker.Who());
         made.Needs(Status(200));
         s.Delete("/api/admin/users/" + std::to_string(maker.id)).Needs(Status(200));
         s.Get("/api/org", "bearer:" + made.NeedsText("/key")).Is(Status(200));
       }},
      {"SA-LIFE-030", kMust, "A token is of its account's org, whatever the request asks for.", "8.5..10.1",
       "tried on 9.0.9",
       [](Session& s) {
         const std::int64_t other = s.NewOrg();
         const Token token = s.NewToken(s.NewAccount());
         s.Send({.method = "GET",
                 .target = "/api/org",
                 .who = token.Who(),
                 .headers = {{"X-Grafana-Org-Id", std::to_string(other)}}})
             .Is(AllOf(Status(200), Field("/id", s.org())));
       }},
      {"SA-LIFE-031", kMust, "A service account is no person: /api/user is 404 for its tokens.", "8.5..10.1",
       "tokens/whoami-viewer 3",
       [](Session& s) { s.Get("/api/user", s.NewToken(s.NewAccount()).Who()).Is(Message(404, "user not found")); }},
      {"SA-LIFE-032", kMust, "Tokens and accounts outlive a restart, and what was deleted stays deleted.", "8.5..9.3",
       "tokens/across-restart",
       [](Session& s) {
         const Account bot = s.NewAccount("Editor");
         const Token kept = s.NewToken(bot);
         const Token gone = s.NewToken(bot);
         s.Delete(bot.Path("/tokens/" + std::to_string(gone.id))).Needs(Status(200));
         s.Restart();
         s.Get("/api/org", kept.Who()).Is(Status(200));
         s.Get("/api/org", gone.Who()).Is(Refused());
         s.Get(bot.Path()).Is(AllOf(Field("/name", bot.name), Field("/role", "Editor")));
         s.Get(bot.Path("/tokens")).Is(AllOf(Size("", 1), Field("/0/id", kept.id)));
       },
       WithToggle()},
  };
}

}  // namespace

std::vector<Case> TokenLifeCases() {
  std::vector<Case> cases = Ends();
  const std::vector<Case> more = Changes();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
