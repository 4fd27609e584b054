#include <grafake/service_accounts.h>

#include <algorithm>
#include <set>

#include "conformance/client_cases/judging.h"

// Service accounts through the client library.
namespace grafake::conformance {
namespace {

using testing::AllOf;

const std::string kLibrary = "client/include/grafake/service_accounts.h";

// The names of some accounts, made by plain HTTP, and what all of them hold.
std::string MakeFive(Session& s) {
  for (const char* name : {"page-c", "page-a", "page-e", "page-b", "page-d"})
    s.Post("/api/serviceaccounts", {{"name", s.Name(name)}, {"role", "Viewer"}}).Needs(Status(201));
  return s.Name("page");
}

std::vector<Case> Makings() {
  return {
      {"CLIENT-001", kMust, "Create makes an account, and gives its id, name and login.", "8.5..", kLibrary,
       [](Session& s) {
         s.Announce("account", s.Name("bot"));
         const auto made = ValueOf(s, "Create", ServiceAccounts(ClientFor(s)).Create({.name = s.Name("bot")}));
         if (!made) return;
         ExpectSame(s, "Create: name", made->name, s.Name("bot"));
         s.Get("/api/serviceaccounts/" + std::to_string(made->id))
             .Is(AllOf(Status(200), Field("/name", s.Name("bot")), Field("/login", made->login)));
       }},
      {"CLIENT-002", kMust, "Create with a role and state gives the account both, also where the release ignores them.",
       "8.5..", kLibrary,
       [](Session& s) {
         s.Announce("account", s.Name("bot"));
         const auto made = ValueOf(
             s, "Create",
             ServiceAccounts(ClientFor(s)).Create({.name = s.Name("bot"), .role = "Editor", .is_disabled = true}));
         if (!made) return;
         s.Get("/api/serviceaccounts/" + std::to_string(made->id))
             .Is(AllOf(Field("/role", "Editor"), Field("/isDisabled", true)));
       }},
      {"CLIENT-003", kMust, "Get tells an account as it is.", "8.5..", kLibrary,
       [](Session& s) {
         const Account bot = s.NewAccount("Editor");
         const auto got = ValueOf(s, "Get", ServiceAccounts(ClientFor(s)).Get(bot.id));
         if (!got) return;
         ExpectSame(s, "Get: id", got->id, bot.id);
         ExpectSame(s, "Get: name", got->name, bot.name);
         ExpectSame(s, "Get: login", got->login, bot.login);
         ExpectSame<std::string>(s, "Get: role", got->role, "Editor");
         ExpectSame(s, "Get: org", got->org_id, s.org());
         ExpectSame(s, "Get: disabled", got->is_disabled, false);
       }},
      {"CLIENT-004", kMust, "Update changes what it names and leaves the rest, and gives the account as it is then.",
       "8.5..", kLibrary,
       [](Session& s) {
         const Account bot = s.NewAccount("Editor");
         const ServiceAccounts accounts(ClientFor(s));
         const auto off = ValueOf(s, "Update", accounts.Update(bot.id, {.is_disabled = true}));
         if (off) ExpectSame(s, "Update: disabled", off->is_disabled, true);
         const auto viewer = ValueOf(s, "Update", accounts.Update(bot.id, {.role = "Viewer"}));
         if (viewer) ExpectSame<std::string>(s, "Update: role", viewer->role, "Viewer");
         s.Get(bot.Path()).Is(AllOf(Field("/name", bot.name), Field("/role", "Viewer"), Field("/isDisabled", true)));
       }},
      {"CLIENT-005", kMust, "Delete removes an account.", "8.5..", kLibrary,
       [](Session& s) {
         const Account bot = s.NewAccount();
         if (Succeeds(s, "Delete", ServiceAccounts(ClientFor(s)).Delete(bot.id))) s.Get(bot.Path()).Is(Status(404));
       }},
      {"CLIENT-006", kMust, "In another org, named by the call, accounts are made and found there only.", "8.5..",
       kLibrary,
       [](Session& s) {
         const std::int64_t org = s.NewOrg();
         const ServiceAccounts accounts(ClientFor(s));
         s.Announce("account", s.Name("there"), org);
         if (!ValueOf(s, "Create", accounts.Create({.name = s.Name("there")}, {.org_id = org}))) return;
         const auto here = ValueOf(s, "FindByName", accounts.FindByName(s.Name("there")));
         if (here) ExpectSame(s, "FindByName, here", here->has_value(), false);
         const auto there = ValueOf(s, "FindByName", accounts.FindByName(s.Name("there"), {.org_id = org}));
         if (there) ExpectSame(s, "FindByName, there", there->has_value(), true);
       }},
  };
}

std::vector<Case> Findings() {
  return {
      {"CLIENT-010", kMust, "FindByName finds the account of exactly that name; none is no error.", "8.5..", kLibrary,
       [](Session& s) {
         const std::string common = MakeFive(s);
         const ServiceAccounts accounts(ClientFor(s));
         const auto found = ValueOf(s, "FindByName", accounts.FindByName(s.Name("page-c")));
         if (found) ExpectSame(s, "FindByName", *found ? (*found)->name : "none", s.Name("page-c"));
         const auto none = ValueOf(s, "FindByName", accounts.FindByName(common));
         if (none) ExpectSame(s, "FindByName of a part", none->has_value(), false);
       }},
      {"CLIENT-011", kMust, "Search gives one page and tells how many there are in all.", "8.5..", kLibrary,
       [](Session& s) {
         const std::string common = MakeFive(s);
         const auto page = ValueOf(s, "Search", ServiceAccounts(ClientFor(s)).Search(common, 2, 2));
         if (!page) return;
         ExpectSame<std::int64_t>(s, "Search: total", page->total, 5);
         std::vector<std::string> names;
         for (const ServiceAccount& account : page->items) names.push_back(account.name);
         ExpectSame(s, "Search: page 2", names, {s.Name("page-c"), s.Name("page-d")});
       }},
      {"CLIENT-012", kMust, "All gives every account once, page after page.", "8.5..", kLibrary,
       [](Session& s) {
         const std::string common = MakeFive(s);
         std::vector<std::string> names;
         for (const auto& account : ServiceAccounts(ClientFor(s)).All(common, 2)) {
           if (const auto value = ValueOf(s, "All", account)) names.push_back(value->name);
         }
         ExpectSame(s, "All", names,
                    {s.Name("page-a"), s.Name("page-b"), s.Name("page-c"), s.Name("page-d"), s.Name("page-e")});
       }},
      {"CLIENT-013", kMust, "An account that is not there is refused with status 404.", "8.5..", kLibrary,
       [](Session& s) { ExpectRefused(s, "Get", ServiceAccounts(ClientFor(s)).Get(999999999), {.status = 404}); }},
      {"CLIENT-014", kMust, "A name that is taken is refused with status 400 and Grafana's words.", "8.5..", kLibrary,
       [](Session& s) {
         const Account bot = s.NewAccount();
         const auto twin = ServiceAccounts(ClientFor(s)).Create({.name = bot.name, .role = "Viewer"});
         ExpectRefused(s, "Create", twin, {.status = 400});
         if (!twin) s.Expect(!twin.error().message.empty(), "a message", "none");
       }},
      {"CLIENT-015", kShould, "From 11.5 on an error holds Grafana's name of the refusal.", "11.5..12.4", kLibrary,
       [](Session& s) {
         const auto none = ServiceAccounts(ClientFor(s)).Get(999999999);
         if (!none)
           ExpectSame<std::string>(s, "Get: messageId", none.error().message_id, "serviceaccounts.ErrNotFound");
       }},
  };
}

}  // namespace

std::vector<Case> AccountClientCases() {
  std::vector<Case> cases = Makings();
  const std::vector<Case> more = Findings();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
