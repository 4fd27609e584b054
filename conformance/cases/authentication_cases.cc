#include "conformance/cases/cases.h"

// Who is let in, and how those are refused that are not.
namespace grafake::conformance {
namespace {

using testing::AllOf;

const AnswerMatcher& BadKey() {
  static const AnswerMatcher matcher = Exactly(401, Traced("invalid API key") + "\n");
  return matcher;
}

Case BadToken(const std::string& id, const std::string& requirement, const std::string& evidence,
              const std::string& token) {
  return {id,      kMust,    requirement,
          "8.5..", evidence, [token](Session& s) { s.Get("/api/org", "bearer:" + token).Is(Status(401)); }};
}

// A token with one character changed.
Case Damaged(const std::string& id, const std::string& requirement, std::size_t at) {
  return {id, kMust, requirement, "9.0..", "tokens/auth-bad 12", [at](Session& s) {
            std::string key = s.NewToken(s.NewAccount()).key;
            if (key.size() != 46) throw Blocked("the token is " + std::to_string(key.size()) + " characters long");
            key[at] = key[at] == '0' ? '1' : '0';
            s.Get("/api/org", "bearer:" + key).Is(Status(401));
          }};
}

// A value of the Authorization header; {token} is a token that works.
Case HeaderForm(const std::string& id, Level level, const std::string& requirement, const std::string& evidence,
                const std::string& value, const AnswerMatcher& matcher) {
  return {id, level, requirement, "9.0..9.3", evidence, [value, matcher](Session& s) {
            std::string header = value;
            const std::string key = s.NewToken(s.NewAccount()).key;
            if (const auto at = header.find("{token}"); at != std::string::npos) header.replace(at, 7, key);
            s.Get("/api/org", "raw:" + header).Is(matcher);
          }};
}

std::vector<Case> BadTokens() {
  return {
      BadToken("AUTH-001", "A word that is no token is refused with 401.", "tokens/auth-bad 3", "nonsense"),
      BadToken("AUTH-002", "A token without a checksum is refused with 401.", "tokens/auth-bad 10", "glsa_abc"),
      BadToken("AUTH-003", "A token with a wrong checksum is refused with 401.", "tokens/auth-bad 12",
               "glsa_HOruNAb7SOiCdshU69xavkjVXmtvbsoG_00000000"),
      BadToken("AUTH-004", "A token of another kind is refused with 401.", "tokens/auth-bad 13", "glc_abc"),
      BadToken("AUTH-005", "An old key that is cut off is refused with 401.", "tokens/auth-bad 4", "eyJrIjoi"),
      Damaged("AUTH-006", "A token with another secret and the old checksum is refused with 401.", 10),
      Damaged("AUTH-007", "A token with another checksum is refused with 401.", 45),
      {"AUTH-008", kMust, "A token that is well formed and unknown is refused.", "9.0..", "tokens/lifecycle 14",
       [](Session& s) { s.Get("/api/org", "bearer:glsa_iNValIdinValiDinvalidinvalidinva_5b582697").Is(Refused()); }},
      {"AUTH-009", kShould, "A token that is well formed and unknown is refused with 500 before 9.4.",
       "9.0..9.1, 9.3..9.3.2", "tokens/lifecycle 14",
       [](Session& s) {
         s.Get("/api/org", "bearer:glsa_iNValIdinValiDinvalidinvalidinva_5b582697").Is(Message(500, "invalid API key"));
       }},
      {"AUTH-010", kShould, "The refusal of a bad token is, to the byte, the one of Grafana 9.0.", "8.5..9.1",
       "tokens/auth-bad 3", [](Session& s) { s.Get("/api/org", "bearer:nonsense").Is(BadKey()); }},
      {"AUTH-011", kMust, "A token with something in front is refused with 401.", "9.0..", "tokens/auth-bad 19",
       [](Session& s) { s.Get("/api/org", "bearer:x" + s.NewToken(s.NewAccount()).key).Is(Status(401)); }},
      {"AUTH-012", kMust, "A token with something behind is refused with 401.", "9.0..", "tokens/auth-bad 18",
       [](Session& s) { s.Get("/api/org", "bearer:" + s.NewToken(s.NewAccount()).key + "x").Is(Status(401)); }},
      {"AUTH-013", kMust, "A bad token is refused on paths that do not exist, too.", "8.5..9.3", "tokens/auth-bad 25",
       [](Session& s) { s.Get("/api/nothing", "bearer:nonsense").Is(Status(401)); }},
      {"AUTH-014", kMust, "The health of a server is told even to a bad token.", "8.5..9.3", "tokens/auth-bad 22",
       [](Session& s) { s.Get("/api/health", "bearer:nonsense").Is(AllOf(Status(200), Field("/database", "ok"))); }},
  };
}

std::vector<Case> Forms() {
  const AnswerMatcher in = Status(200);
  const AnswerMatcher badBasic = Message(401, "Invalid Basic Auth Header");
  return {
      HeaderForm("AUTH-020", kMust, "A token is let in as Bearer.", "tokens/auth-forms 3", "Bearer {token}", in),
      HeaderForm("AUTH-021", kShould, "The word Bearer is case-sensitive.", "tokens/auth-forms 4", "bearer {token}",
                 badBasic),
      HeaderForm("AUTH-022", kShould, "A token alone is no Authorization.", "tokens/auth-forms 9", "{token}", badBasic),
      HeaderForm("AUTH-023", kShould, "The word Token is not known.", "tokens/auth-forms 10", "Token {token}",
                 badBasic),
      HeaderForm("AUTH-024", kShould, "Two blanks behind Bearer make a bad token.", "tokens/auth-forms 6",
                 "Bearer  {token}", Message(401, "invalid API key")),
      HeaderForm("AUTH-025", kMust, "Bearer without a token is refused with 401.", "tokens/auth-forms 11", "Bearer",
                 Status(401)),
      HeaderForm("AUTH-026", kMust, "Basic without anything is refused with 401.", "tokens/auth-forms 13", "Basic ",
                 Status(401)),
      HeaderForm("AUTH-027", kMust, "Basic with something that is no base64 is refused with 401.",
                 "tokens/auth-forms 14", "Basic !!!", badBasic),
      HeaderForm("AUTH-028", kMust, "Basic without a colon is refused with 401.", "tokens/auth-forms 15",
                 "Basic YWRtaW4=", badBasic),
      {"AUTH-029", kMust, "A token is let in as the password of the user api_key.", "8.5..", "tokens/auth-forms 16",
       [](Session& s) { s.Get("/api/org", "api_key:" + s.NewToken(s.NewAccount()).key).Is(Status(200)); }},
      {"AUTH-030", kMust, "A token is nobody's password.", kBasicIs401, "tokens/auth-forms 20",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Get("/api/org", bot.login + ":" + s.NewToken(bot).key).Is(Status(401));
       }},
      {"AUTH-031", kMust, "A token in the query is no credential.", "8.5..9.3", "tokens/auth-forms 22",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         s.Get("/api/org?auth_token=" + s.NewToken(s.NewAccount()).key, "").Is(Status(401));
       }},
      {"AUTH-032", kMust, "A token in a header of its own is no credential.", "8.5..", "tokens/auth-forms 23",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         const std::string key = s.NewToken(s.NewAccount()).key;
         s.Send({.method = "GET", .target = "/api/org", .headers = {{"X-Api-Key", key}}}).Is(Status(401));
       }},
      {"AUTH-033", kMust, "A token is no session.", "8.5..", "tokens/auth-forms 25",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         s.Get("/api/org", "cookie:grafana_session=" + s.NewToken(s.NewAccount()).key).Is(Status(401));
       }},
  };
}

std::vector<Case> Passwords() {
  return {
      {"AUTH-040", kMust, "No credentials: 401.", "8.5..", "access/generic-errors 25",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         s.Get("/api/org", "").Is(Message(401, "Unauthorized"));
       }},
      {"AUTH-041", kShould, "The refusal of a caller without credentials ends with a line end.", "8.5..9.3",
       "access/generic-errors 25",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         s.Get("/api/org", "").Is(Exactly(401, "{\"message\":\"Unauthorized\"}\n"));
       }},
      {"AUTH-042", kMust, "A person is let in with a password.", "8.5..", "people/users 29",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Get("/api/user", person.Who()).Is(AllOf(Status(200), Field("/login", person.login)));
       }},
      {"AUTH-043", kMust, "A person is let in by the e-mail address, too.", "8.5..9.3", "access/generic-errors 24",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Get("/api/user", person.login + "@example.com:" + person.password)
             .Is(AllOf(Status(200), Field("/login", person.login)));
       }},
      {"AUTH-044", kMust, "A wrong password is refused with 401.", kBasicIs401, "access/brute-force 2",
       [](Session& s) { s.Get("/api/user", s.NewPerson().login + ":wrong").Is(Status(401)); }},
      {"AUTH-045", kShould, "The refusal of a wrong password is, to the byte, the one of Grafana 9.0.", "9.0..9.1",
       "access/brute-force 2",
       [](Session& s) {
         s.Get("/api/user", s.NewPerson().login + ":wrong")
             .Is(Exactly(401, Traced("invalid username or password") + "\n"));
       }},
      {"AUTH-046", kMust, "An unknown person is refused as a wrong password is.", kBasicIs401,
       "access/generic-errors 20", [](Session& s) { s.Get("/api/user", s.Name("nobody") + ":wrong").Is(Status(401)); }},
      {"AUTH-047", kMust, "After five wrong passwords even the right one is refused for a while.", "8.5..9.3",
       "access/brute-force 8",
       [](Session& s) {
         s.RequireSetting("security", "disable_brute_force_login_protection", "false");
         const Person person = s.NewPerson();
         for (int i = 0; i < 6; ++i) s.Get("/api/user", person.login + ":wrong").Needs(Status(401));
         s.Get("/api/user", person.Who()).Is(Status(401));
       }},
      {"AUTH-051", kMust, "10.1 says of a person locked out by wrong passwords that there were too many attempts.",
       "10.1", "access/brute-force 8",
       [](Session& s) {
         s.RequireSetting("security", "disable_brute_force_login_protection", "false");
         const Person person = s.NewPerson();
         for (int i = 0; i < 5; ++i) s.Get("/api/user", person.login + ":wrong").Needs(Status(400));
         s.Get("/api/user", person.Who()).Is(AllOf(Status(401), Field("/messageId", "login-attempt.blocked")));
       }},
      {"AUTH-048", kMust, "Wrong passwords of one person lock nobody else out.", "8.5..9.3", "access/brute-force 9",
       [](Session& s) {
         const Person victim = s.NewPerson();
         const Person other = s.NewPerson();
         for (int i = 0; i < 6; ++i) s.Get("/api/user", victim.login + ":wrong").Needs(Status(401));
         s.Get("/api/user", other.Who()).Is(Status(200));
       }},
      {"AUTH-049", kMust, "A service account has no password.", kBasicIs401, "tokens/auth-forms 20",
       [](Session& s) { s.Get("/api/org", s.NewAccount().login + ":").Is(Status(401)); }},
      {"AUTH-050", kMust, "An unknown path below /api is 401 for nobody and 404 for a person.", "8.5..9.3",
       "access/generic-errors 2",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         s.Get("/api/nothing", "").Is(Message(401, "Unauthorized"));
         s.Get("/api/nothing").Is(Message(404, "Not found"));
       }},
  };
}

}  // namespace

std::vector<Case> AuthenticationCases() {
  std::vector<Case> cases = BadTokens();
  for (auto part : {Forms(), Passwords()}) cases.insert(cases.end(), part.begin(), part.end());
  return cases;
}

}  // namespace grafake::conformance
