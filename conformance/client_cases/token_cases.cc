#include <grafake/api_keys.h>
#include <grafake/current_org.h>
#include <grafake/tokens.h>

#include <algorithm>

#include "conformance/client_cases/judging.h"

// Tokens and API keys through the client library.
namespace grafake::conformance {
namespace {

using testing::AllOf;

const std::string kTokens = "client/include/grafake/tokens.h";
const std::string kKeysHeader = "client/include/grafake/api_keys.h";

std::string Bearer(const Secret& secret) { return "bearer:" + secret.Reveal(); }

// A holder of this secret is let in, in the org; or the case has failed.
void ExpectLetIn(Session& s, const Secret& secret, std::int64_t org) {
  const auto current = ValueOf(s, "CurrentOrg.Get", CurrentOrg(ClientFor(s, Bearer(secret))).Get());
  if (current) ExpectSame(s, "CurrentOrg.Get: id", current->id, org);
}

std::vector<Case> ClientTokenLives() {
  return {
      {"CLIENT-020", kMust, "Create makes a token whose secret lets its holder in.", "8.5..", kTokens,
       [](Session& s) {
         const Account bot = s.NewAccount();
         const auto made = ValueOf(s, "Create", Tokens(ClientFor(s)).Create(bot.id, {.name = s.Name("t")}));
         if (!made) return;
         ExpectSame(s, "Create: name", made->name, s.Name("t"));
         ExpectLetIn(s, made->secret, s.org());
       }},
      {"CLIENT-021", kMust, "List tells the tokens of an account, with their end.", "8.5..", kTokens,
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token forever = s.NewToken(bot);
         const Token ending = s.NewToken(bot, 3600);
         const auto list = ValueOf(s, "List", Tokens(ClientFor(s)).List(bot.id));
         if (!list || list->size() != 2) return s.Note("List", "2 tokens", "another number");
         for (const grafake::Token& token : *list) {
           const bool ends = token.id == ending.id;
           ExpectSame(s, "List: name", token.name, ends ? ending.name : forever.name);
           ExpectSame(s, "List: has an end", token.expiration.has_value(), ends);
           ExpectSame(s, "List: has expired", token.has_expired, false);
         }
       }},
      {"CLIENT-022", kMust, "Delete takes a token away at once.", "8.5..", kTokens,
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         if (!Succeeds(s, "Delete", Tokens(ClientFor(s)).Delete(bot.id, token.id))) return;
         s.Get("/api/org", token.Who()).Is(Refused());
       }},
      {"CLIENT-023", kMust, "A token past its end is told as such, and its holder is refused with status 401.", "8.5..",
       kTokens,
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot, 1);
         s.AwaitGet(bot.Path("/tokens"), s.admin(), Field("/0/hasExpired", true));
         const auto list = ValueOf(s, "List", Tokens(ClientFor(s)).List(bot.id));
         if (list && !list->empty()) ExpectSame(s, "List: has expired", list->front().has_expired, true);
         ExpectRefused(s, "CurrentOrg.Get", CurrentOrg(ClientFor(s, token.Who())).Get(), {.status = 401});
       }},
      {"CLIENT-024", kMust, "A negative life is refused with status 400.", "8.5..", kTokens,
       [](Session& s) {
         const Account bot = s.NewAccount();
         const auto made = Tokens(ClientFor(s)).Create(bot.id, {.name = s.Name("t"), .seconds_to_live = -1});
         ExpectRefused(s, "Create", made, {.status = 400});
       }},
  };
}

std::vector<Case> Jobs() {
  return {
      {"CLIENT-030", kMust, "CreateTokenOnce makes a token; a second one of the name is refused, the first stays.",
       "8.5..", kTokens,
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Tokens tokens(ClientFor(s));
         const auto made = ValueOf(s, "CreateTokenOnce", tokens.CreateTokenOnce(bot.id, {.name = s.Name("once")}));
         if (!made) return;
         const auto again = tokens.CreateTokenOnce(bot.id, {.name = s.Name("once")});
         s.Expect(!again && again.error().kind == ErrorKind::kRefused, "a refusal", "another result");
         s.Get(bot.Path("/tokens")).Is(AllOf(Size("", 1), Field("/0/id", made->id)));
         ExpectLetIn(s, made->secret, s.org());
       }},
      {"CLIENT-031", kMust, "Rotate hands the new token over, and takes the old one away after that.", "8.5..", kTokens,
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token old = s.NewToken(bot);
         const auto hand_over = [&](const CreatedToken& fresh) -> Result<void> {
           ExpectLetIn(s, fresh.secret, s.org());
           s.Get("/api/org", old.Who()).Is(Status(200));
           return {};
         };
         const auto fresh =
             ValueOf(s, "Rotate", Tokens(ClientFor(s)).Rotate(bot.id, old.id, {.name = s.Name("new")}, hand_over));
         if (!fresh) return;
         ExpectSame(s, "Rotate: the old one is left", fresh->old_left.has_value(), false);
         ExpectLetIn(s, fresh->created.secret, s.org());
         s.Get("/api/org", old.Who()).Is(Refused());
         s.Get(bot.Path("/tokens")).Is(AllOf(Size("", 1), Field("/0/id", fresh->created.id)));
       }},
      {"CLIENT-032", kMust, "A rotation whose hand-over fails leaves the old token, and no new one.", "8.5..", kTokens,
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token old = s.NewToken(bot);
         const auto rotated =
             Tokens(ClientFor(s))
                 .Rotate(bot.id, old.id, {.name = s.Name("new")}, [](const CreatedToken&) -> Result<void> {
                   return tl::unexpected(Error{.kind = ErrorKind::kCancelled, .message = "no place to keep it"});
                 });
         ExpectRefused(s, "Rotate", rotated, {.kind = ErrorKind::kCancelled, .message = "no place to keep it"});
         s.Get("/api/org", old.Who()).Is(Status(200));
         s.Get(bot.Path("/tokens")).Is(AllOf(Size("", 1), Field("/0/id", old.id)));
       }},
      {"CLIENT-033", kMust, "A source of tokens is asked for each call, so that a token can be rotated meanwhile.",
       "8.5..", "client/include/grafake/credentials.h",
       [](Session& s) {
         const Account bot = s.NewAccount();
         Token current = s.NewToken(bot);
         ClientOptions options = OptionsFor(s, "");
         options.credentials = TokenSource([&] { return Secret(current.key); });
         const CurrentOrg org{Client(options)};
         (void)ValueOf(s, "CurrentOrg.Get", org.Get());
         const Token old = std::exchange(current, s.NewToken(bot));
         s.Delete(bot.Path("/tokens/" + std::to_string(old.id))).Needs(Status(200));
         (void)ValueOf(s, "CurrentOrg.Get, with the next token", org.Get());
       }},
  };
}

std::vector<Case> Keys() {
  return {
      {"CLIENT-040", kMust, "Create makes an API key that lets its holder in; List tells it, Delete takes it away.",
       "8.5..9.3", kKeysHeader,
       [](Session& s) {
         const ApiKeys keys(ClientFor(s));
         s.Announce("key", s.Name("key"));
         const auto made = ValueOf(s, "Create", keys.Create({.name = s.Name("key"), .role = "Editor"}));
         if (!made) return;
         ExpectLetIn(s, made->secret, s.org());
         if (const auto list = ValueOf(s, "List", keys.List()); list && list->size() < 100) {
           const auto found = std::ranges::find(*list, made->id, &ApiKey::id);
           ExpectSame(s, "List: name", found == list->end() ? "none" : found->name, s.Name("key"));
           ExpectSame<std::string>(s, "List: role", found == list->end() ? "none" : found->role, "Editor");
         }
         if (Succeeds(s, "Delete", keys.Delete(made->id))) s.Get("/api/org", Bearer(made->secret)).Is(Refused());
       }},
      {"CLIENT-041", kMust, "A key's name that is taken is refused with status 409.", "8.5..9.3", kKeysHeader,
       [](Session& s) {
         const Token key = s.NewKey("Viewer");
         ExpectRefused(s, "Create", ApiKeys(ClientFor(s)).Create({.name = key.name, .role = "Viewer"}),
                       {.status = 409});
       }},
      {"CLIENT-042", kMust, "From 12.1 on, where there are no keys, List is refused with status 404.", "12.1..",
       kKeysHeader, [](Session& s) { ExpectRefused(s, "List", ApiKeys(ClientFor(s)).List(), {.status = 404}); }},
  };
}

}  // namespace

std::vector<Case> TokenClientCases() {
  std::vector<Case> cases = ClientTokenLives();
  for (auto part : {Jobs(), Keys()}) cases.insert(cases.end(), part.begin(), part.end());
  return cases;
}

}  // namespace grafake::conformance
