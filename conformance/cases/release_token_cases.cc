#include "conformance/cases/cases.h"

// What other releases than 9.0 answer differently about tokens and whoever comes with one. 8.5, 9.1 and 9.3 were tried;
// later ones were read.
namespace grafake::conformance {
namespace {

using testing::AllOf;

constexpr const char* kNeverGiven = "bearer:glsa_iNValIdinValiDinvalidinvalidinva_5b582697";
const std::string kTokenTaken = "service account token with given name already exists in the organization";

// A refusal by the layer that authenticates, from 10.1 on.
AnswerMatcher Unauthenticated(const std::string& message, const std::string& id) {
  return AllOf(Message(401, message), Field("/messageId", id), Field("/statusCode", 401));
}

std::vector<Case> CasesOfTokens() {
  return {
      {"REL-040", kMust, "8.5 makes tokens of the older form, base64 of an object.", "8.5", "tried on 8.5.15",
       [](Session& s) {
         s.Post(s.NewAccount().Path("/tokens"), {{"name", s.Name("t")}})
             .Is(TextThat("/key", testing::MatchesRegex("eyJrIjoi[0-9A-Za-z+/]+=*")));
       }},
      {"REL-041", kShould, "A token that 9.1 lists has exactly these members.", "9.1", "tried on 9.1.8",
       [](Session& s) {
         const Account bot = s.NewAccount();
         (void)s.NewToken(bot);
         s.Get(bot.Path("/tokens"))
             .Is(Members(
                 "/0", {"id", "name", "created", "lastUsedAt", "expiration", "secondsUntilExpiration", "hasExpired"}));
       }},
      {"REL-042", kShould, "A token that is listed has, from 9.3 on, exactly these members.", "9.3..12.4",
       "tried on 9.3.2",
       [](Session& s) {
         const Account bot = s.NewAccount();
         (void)s.NewToken(bot);
         s.Get(bot.Path("/tokens"))
             .Is(AllOf(Members("/0", {"id", "name", "created", "lastUsedAt", "expiration", "secondsUntilExpiration",
                                      "hasExpired", "isRevoked"}),
                       Field("/0/isRevoked", false)));
       }},
      {"REL-043", kMust, "From 9.1 on a token tells when it was last used.", "9.1..10.0, 11.5..12.4",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Get(bot.Path("/tokens")).Is(Field("/0/lastUsedAt", nullptr));
         s.Get("/api/org", token.Who()).Needs(Status(200));
         s.AwaitGet(bot.Path("/tokens"), s.admin(), TextThat("/0/lastUsedAt", testing::HasSubstr("T")));
       }},
      {"REL-044", kShould, "9.1 to 9.4 refuse a token's second name in these words.", "9.1..9.4",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Post(bot.Path("/tokens"), {{"name", s.NewToken(bot).name}}).Is(Message(409, kTokenTaken));
       }},
      {"REL-045", kShould, "From 9.5 on a token's second name is refused in these words.", "9.5..",
       "read in 9.5.2, 12.4.0",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Post(bot.Path("/tokens"), {{"name", s.NewToken(bot).name}}).Is(Message(400, kTokenTaken));
       }},
      {"REL-046", kShould, "From 9.1 on a negative life is refused in these words.", "9.1..", "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         s.Post(s.NewAccount().Path("/tokens"), {{"name", s.Name("t")}, {"secondsToLive", -1}})
             .Is(Message(400, "invalid SecondsToLive value"));
       }},
      {"REL-047", kShould, "From 9.1 on the answer to a token's deletion is, to the byte, this.", "9.1..",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Delete(bot.Path("/tokens/" + std::to_string(s.NewToken(bot).id)))
             .Is(Exactly(200, R"({"message":"Service account token deleted"})"));
       }},
      {"REL-048", kShould, "9.1 to 9.3 answer the deletion of a token that does not exist with 500.", "9.1..9.3",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         s.Delete(s.NewAccount().Path("/tokens/999999999")).Is(Message(500, "Failed to delete service account token"));
       }},
      {"REL-049", kMust, "Deleting a token that does not exist is, in 12.4, 404 again.", "12.4", "read in 12.4.0",
       [](Session& s) {
         s.Delete(s.NewAccount().Path("/tokens/999999999")).Is(Message(404, "service account token not found"));
       }},
  };
}

std::vector<Case> Authentication() {
  return {
      {"REL-060", kMust, "8.5 refuses a deleted token with 401.", "8.5", "tried on 8.5.15",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Delete(bot.Path("/tokens/" + std::to_string(token.id))).Needs(Status(200));
         s.Get("/api/org", token.Who()).Is(Message(401, "invalid API key"));
       }},
      {"REL-061", kMust, "From 9.4 on a token that is well formed and unknown is refused with 401.", "9.4..",
       "read in 9.4.7, 12.4.0", [](Session& s) { s.Get("/api/org", kNeverGiven).Is(Status(401)); }},
      {"REL-062", kShould, "The refusal of a bad token is, to the byte, the one of 9.3.", "9.3..10.0", "tried on 9.3.2",
       [](Session& s) {
         s.Get("/api/org", "bearer:nonsense").Is(Exactly(401, "{\"message\":\"invalid API key\",\"traceID\":\"\"}\n"));
       }},
      {"REL-063", kMust, "From 10.1 on a bad token is refused as api-key.invalid.", "10.1..12.4",
       "read in 10.1.2, 12.4.0",
       [](Session& s) {
         s.Get("/api/org", "bearer:nonsense").Is(Unauthenticated("Invalid API key", "api-key.invalid"));
       }},
      {"REL-064", kMust, "From 10.1 on a token past its end is refused as api-key.expired.", "10.1..12.4",
       "read in 10.1.2, 12.4.0",
       [](Session& s) {
         s.AwaitGet("/api/org", s.NewToken(s.NewAccount(), 1).Who(),
                    Unauthenticated("Expired API key", "api-key.expired"));
       }},
      {"REL-065", kMust, "From 10.1 on the token of a disabled account is refused as identity.disabled.", "10.1..12.4",
       "read in 10.1.2, 12.4.0",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Patch(bot.Path(), {{"isDisabled", true}}).Needs(Status(200));
         s.AwaitGet("/api/org", token.Who(), Unauthenticated("Unauthorized", "identity.disabled"));
       }},
      {"REL-066", kShould, "From 10.1 on the refusal of a token that is well formed and unknown has no messageId.",
       "10.1..12.4", "read in 10.1.2, 12.4.0",
       [](Session& s) {
         s.Get("/api/org", kNeverGiven).Is(AllOf(Message(401, "Unauthorized"), Members("", {"message", "traceID"})));
       }},
      {"REL-067", kShould, "From 10.1 on a caller without credentials is refused as auth.unauthorized.", "10.1..12.4",
       "read in 10.1.2, 12.4.0",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         s.Get("/api/org", "")
             .Is(AllOf(Unauthenticated("Unauthorized", "auth.unauthorized"),
                       Members("", {"extra", "message", "messageId", "statusCode", "traceID"})));
       }},
      {"REL-068", kMust, "From 11.5 on a token that asks for another org is refused.", "11.5..12.4",
       "read in 11.5.1, 12.4.0",
       [](Session& s) {
         const std::int64_t other = s.NewOrg();
         s.Send({.method = "GET",
                 .target = "/api/org",
                 .who = s.NewToken(s.NewAccount()).Who(),
                 .headers = {{"X-Grafana-Org-Id", std::to_string(other)}}})
             .Is(Unauthenticated("API key does not belong to the requested organization",
                                 "api-key.organization-mismatch"));
       }},
      {"REL-069", kMust, "From 11.5 on /api/user tells a token about its account.", "11.5..12.4",
       "read in 11.5.1, 12.4.0",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Get("/api/user", s.NewToken(bot).Who())
             .Is(AllOf(Status(200), Field("/id", 0), Field("/uid", "service-account:" + std::to_string(bot.id)),
                       Field("/login", bot.login), Field("/name", bot.name)));
       }},
      {"REL-070", kShould, "9.3 takes an unusable session cookie away.", "9.3", "tried on 9.3.2",
       [](Session& s) {
         s.RequireSetting("auth", "login_cookie_name", "grafana_session");
         const Reply refused = s.Get("/api/user", "cookie:grafana_session=junk");
         const auto cookie = refused.Is(Status(401)).answer().headers.find("Set-Cookie");
         const std::string text = cookie == refused.answer().headers.end() ? "none" : cookie->second;
         s.Expect(text.starts_with("grafana_session=;") && text.find("Max-Age=0") != std::string::npos,
                  "a Set-Cookie that takes it away", text);
       }},
  };
}

}  // namespace

std::vector<Case> ReleaseTokenCases() {
  std::vector<Case> cases = CasesOfTokens();
  const std::vector<Case> more = Authentication();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
