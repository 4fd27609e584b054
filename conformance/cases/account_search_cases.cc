#include "conformance/cases/cases.h"

// Searching service accounts. Others may be there, so every search asks for names of the case's own.
namespace grafake::conformance {
namespace {

using testing::AllOf;

const std::string kSearch = "/api/serviceaccounts/search";

// Three accounts whose names end in aa, bb, cc; what all of them have in common.
std::string MakeThree(Session& s) {
  for (const char* name : {"page-bb", "page-aa", "page-cc"})
    s.Post("/api/serviceaccounts", {{"name", s.Name(name)}, {"role", "Viewer"}}).Needs(Status(201));
  return s.Name("page");
}

std::vector<Case> Pages() {
  return {
      {"SA-SEARCH-001", kMust, "A search answers the accounts whose names hold the words.", "8.5..",
       "accounts/lifecycle 17",
       [](Session& s) {
         const Account bot = s.NewAccount();
         (void)s.NewAccount();
         s.Get(kSearch + "?query=" + bot.name)
             .Is(AllOf(Status(200), Field("/totalCount", 1), Size("/serviceAccounts", 1),
                       Field("/serviceAccounts/0/id", bot.id), Field("/serviceAccounts/0/name", bot.name)));
       }},
      {"SA-SEARCH-002", kMust, "A search that finds nothing answers an empty list, not null.", "8.5..",
       "accounts/search 29",
       [](Session& s) {
         s.Get(kSearch + "?query=" + s.Name("nobody"))
             .Is(Exactly(200, R"({"totalCount":0,"serviceAccounts":[],"page":1,"perPage":1000})"));
       }},
      {"SA-SEARCH-003", kMust, "A search looks at names without regard to case.", "8.5..", "accounts/search 27",
       [](Session& s) {
         s.Post("/api/serviceaccounts", {{"name", s.Name("Mixed")}, {"role", "Viewer"}}).Needs(Status(201));
         s.Get(kSearch + "?query=" + s.Name("mIXED")).Is(Field("/totalCount", 1));
       }},
      {"SA-SEARCH-004", kMust, "A search looks at logins too.", "8.5..", "accounts/search 28",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Patch(bot.Path(), {{"name", s.Name("another")}}).Needs(Status(200));
         s.Get(kSearch + "?query=" + bot.login)
             .Is(AllOf(Field("/totalCount", 1), Field("/serviceAccounts/0/id", bot.id)));
       }},
      {"SA-SEARCH-005", kMust, "Accounts come in the order of their logins.", "8.5..", "accounts/search 13",
       [](Session& s) {
         s.Get(kSearch + "?query=" + MakeThree(s))
             .Is(AllOf(Field("/totalCount", 3), Field("/serviceAccounts/0/name", s.Name("page-aa")),
                       Field("/serviceAccounts/1/name", s.Name("page-bb")),
                       Field("/serviceAccounts/2/name", s.Name("page-cc"))));
       }},
      {"SA-SEARCH-006", kMust, "A page holds no more than perpage accounts.", "8.5..", "accounts/search 14",
       [](Session& s) {
         s.Get(kSearch + "?perpage=2&query=" + MakeThree(s))
             .Is(AllOf(Size("/serviceAccounts", 2), Field("/perPage", 2), Field("/page", 1)));
       }},
      {"SA-SEARCH-007", kMust, "Page two goes on where page one ended.", "8.5..", "accounts/search 15",
       [](Session& s) {
         s.Get(kSearch + "?perpage=2&page=2&query=" + MakeThree(s))
             .Is(AllOf(Size("/serviceAccounts", 1), Field("/serviceAccounts/0/name", s.Name("page-cc")),
                       Field("/page", 2)));
       }},
      {"SA-SEARCH-008", kMust, "The total counts what was found, not what the page shows.", "8.5..",
       "accounts/search 14",
       [](Session& s) { s.Get(kSearch + "?perpage=1&query=" + MakeThree(s)).Is(Field("/totalCount", 3)); }},
      {"SA-SEARCH-009", kMust, "A page behind the last one is empty and keeps the total.", "8.5..",
       "accounts/search 17",
       [](Session& s) {
         s.Get(kSearch + "?perpage=2&page=9&query=" + MakeThree(s))
             .Is(AllOf(Status(200), Size("/serviceAccounts", 0), Field("/totalCount", 3), Field("/page", 9)));
       }},
  };
}

Case PageSize(const std::string& id, const std::string& releases, const std::string& requirement,
              const std::string& evidence, const std::string& parameters) {
  return {id, kShould, requirement, releases, evidence, [parameters](Session& s) {
            s.Get(kSearch + "?" + parameters + "&query=" + s.Name("none"))
                .Is(AllOf(Status(200), Field("/page", 1), Field("/perPage", 1000)));
          }};
}

std::vector<Case> Parameters() {
  return {
      PageSize("SA-SEARCH-010", "8.5..", "perpage=0 means 1000.", "accounts/search 18", "perpage=0"),
      PageSize("SA-SEARCH-011", "8.5..", "A negative perpage means 1000.", "accounts/search 19", "perpage=-1"),
      PageSize("SA-SEARCH-012", "8.5..9.3", "A perpage that is no number means 1000.", "accounts/search 22",
               "perpage=abc"),
      PageSize("SA-SEARCH-013", "8.5..", "page=0 means the first.", "accounts/search 20", "page=0"),
      PageSize("SA-SEARCH-014", "8.5..9.3", "A page that is no number means the first.", "accounts/search 23",
               "page=abc"),
      {"SA-SEARCH-015", kShould, "Parameters are case-sensitive: Query is ignored.", "8.5..9.3", "accounts/search 34",
       [](Session& s) {
         (void)s.NewAccount();
         s.Get(kSearch + "?Query=" + s.Name("none")).Is(AllOf(Status(200), testing::Not(Field("/totalCount", 0))));
       }},
      {"SA-SEARCH-016", kShould, "A percent sign in the words stands for anything.", "8.5..9.3", "accounts/search 31",
       [](Session& s) {
         const std::string common = MakeThree(s);
         s.Get(kSearch + "?query=" + common + "%25bb").Is(Field("/totalCount", 1));
       }},
      {"SA-SEARCH-017", kMust, "expiredTokens=true answers only accounts with a token past its end.", "8.5..",
       "accounts/search 35",
       [](Session& s) {
         const Account bot = s.NewAccount();
         (void)s.NewToken(bot);
         s.Get(kSearch + "?expiredTokens=true&query=" + bot.name).Is(Field("/totalCount", 0));
         (void)s.NewToken(bot, 1);
         s.AwaitGet(kSearch + "?expiredTokens=true&query=" + bot.name, s.admin(), Field("/totalCount", 1));
       }},
      {"SA-SEARCH-018", kMust, "accesscontrol=true adds what the caller may do with each account.", "9.0..",
       "accounts/search 41",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const Account bot = s.NewAccount();
         s.Get(kSearch + "?accesscontrol=true&query=" + bot.name)
             .Is(AllOf(Field("/serviceAccounts/0/accessControl/serviceaccounts:read", true),
                       Field("/serviceAccounts/0/accessControl/serviceaccounts:write", true),
                       Field("/serviceAccounts/0/accessControl/serviceaccounts:delete", true)));
       }},
      {"SA-SEARCH-019", kShould, "Without accesscontrol=true there is no such member.", "8.5..", "accounts/search 13",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Get(kSearch + "?query=" + bot.name).Is(Absent("/serviceAccounts/0/accessControl"));
       }},
      {"SA-SEARCH-020", kMust, "From 9.1 on disabled=true answers only disabled accounts.", "9.1..",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         const Account on = s.NewAccount();
         const Account off = s.NewAccount();
         s.Patch(off.Path(), {{"isDisabled", true}}).Needs(Status(200));
         s.Get(kSearch + "?disabled=true&query=" + s.Name("bot"))
             .Is(AllOf(Field("/totalCount", 1), Field("/serviceAccounts/0/id", off.id)));
         s.Expect(on.id != off.id, "two accounts", "one");
       }},
      {"SA-SEARCH-021", kShould, "Before 9.1 disabled=true is ignored.", "8.5..9.0", "accounts/search 36",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Get(kSearch + "?disabled=true&query=" + bot.name).Is(Field("/totalCount", 1));
       }},
      {"SA-SEARCH-022", kShould, "An account that is found has exactly these members in this order.", "8.5..9.3",
       "accounts/search 13",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Get(kSearch + "?query=" + bot.name)
             .Is(AllOf(Members("", {"totalCount", "serviceAccounts", "page", "perPage"}),
                       Members("/serviceAccounts/0",
                               {"id", "name", "login", "orgId", "isDisabled", "role", "tokens", "avatarUrl"})));
       }},
      {"SA-SEARCH-023", kMust, "A search shows role and state of an account as they are.", "8.5..",
       "accounts/search 13",
       [](Session& s) {
         const Account bot = s.NewAccount("Editor");
         s.Patch(bot.Path(), {{"isDisabled", true}}).Needs(Status(200));
         s.Get(kSearch + "?query=" + bot.name)
             .Is(AllOf(Field("/serviceAccounts/0/role", "Editor"), Field("/serviceAccounts/0/isDisabled", true)));
       }},
      {"SA-SEARCH-024", kMust, "There is no list of accounts at the path itself.", "8.5..", "accounts/search 45",
       [](Session& s) { s.Get("/api/serviceaccounts").Is(Message(404, "Not found")); }},
      {"SA-SEARCH-025", kMust, "A person is never found among service accounts.", "8.5..", "accounts/listed-elsewhere",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Get(kSearch + "?query=" + person.login).Is(Field("/totalCount", 0));
       }},
  };
}

}  // namespace

std::vector<Case> AccountSearchCases() {
  std::vector<Case> cases = Pages();
  const std::vector<Case> more = Parameters();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
