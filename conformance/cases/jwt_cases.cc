#include "conformance/cases/own_org.h"
#include "conformance/cases/web_token.h"

// Signing in by a JWT. Each case starts a server of its own, with a key that the case signs with.
namespace grafake::conformance {
namespace {

using testing::AllOf;

const std::string kSecret = "0123456789abcdef0123456789abcdef";

ServerSettings WithJwt(const std::string& more) {
  ServerSettings settings = WithToggle(
      "[auth.jwt]\nenabled = true\nheader_name = X-JWT-Assertion\nusername_claim = user\nemail_claim = email\n"
      "jwk_set_file = {{dir}}/jwks.json\n" +
      more);
  settings.files["jwks.json"] = Json{{"keys", Json::array({WebKey("h1", kSecret)})}}.dump();
  return settings;
}

ServerSettings SigningUp() { return WithJwt("auto_sign_up = true\n"); }

// Jane's until the year 2100, with some of her claims changed.
Json Claims(const Json& changes = Json::object()) {
  Json claims = {
      {"sub", "sub-jane"}, {"user", "jane"}, {"email", "jane@example.com"}, {"name", "Jane Doe"}, {"exp", 4102444800}};
  claims.update(changes);
  return claims;
}

std::string Good(const Json& changes = Json::object()) { return SignedToken(Claims(changes), "h1", kSecret); }

Reply GetBy(Session& s, const std::string& token, const std::string& target = "/api/user",
            const std::string& who = "") {
  return s.Send({.method = "GET", .target = target, .who = who, .headers = {{"X-JWT-Assertion", token}}});
}

// Those that are refused in every release.
std::vector<std::string> RefusedJwts() {
  const std::string good = Good();
  return {SignedToken(Claims(), "h1", "another secret of 32 characters."),
          SignedToken(Claims(), "h2", kSecret),
          UnsignedToken(Claims(), "h1"),
          good.substr(0, good.rfind('.')),
          Good({{"exp", 1000000000}}),
          Good({{"nbf", 4102444800}}),
          Good({{"sub", ""}}),
          "abc"};
}

std::vector<Case> GoodTokens() {
  return {
      {"JWT-001", kMust, "Who has a JWT is signed in by it, and made where there is no such user.", kRecordedBoth,
       "jwt/sign-up 1",
       [](Session& s) {
         s.Get("/api/user", "").Is(Message(401, "Unauthorized"));
         const Reply jane = GetBy(s, Good());
         jane.Is(AllOf(Status(200), Field("/login", "jane"), Field("/email", "jane@example.com"),
                       Field("/name", "Jane Doe"), Field("/isExternal", true)));
         GetBy(s, Good()).Is(Field("/id", jane.NeedsId()));
         GetBy(s, Good(), "/api/user/orgs").Is(AllOf(Size("", 1), Field("/0/role", "Viewer")));
         GetBy(s, Good(), "/api/org/users").Is(Denied("org.users:read"));
         GetBy(s, Good({{"sub", "sub-kim"}, {"user", "kim"}, {"email", "kim@example.com"}})).Is(Field("/login", "kim"));
       },
       SigningUp()},
      {"JWT-002", kMust, "With sign-up off a JWT signs in whom there is already, and makes nobody.", "9.0",
       "jwt/sign-up 42",
       [](Session& s) {
         const Person una = s.NewPerson();
         GetBy(s, Good()).Is(Message(401, "User not found"));
         GetBy(s, Good({{"user", una.login}})).Is(AllOf(Status(200), Field("/id", una.id)));
         s.Get("/api/users").Is(Size("", 2));
       },
       WithJwt("")},
      {"JWT-003", kMust, "In 9.0 a bad credential is refused beside a good JWT, and a good one wins over it.", "9.0",
       "jwt/mixed 6",
       [](Session& s) {
         const Person una = s.NewPerson();
         GetBy(s, Good(), "/api/user", una.Who()).Is(AllOf(Status(200), Field("/login", una.login)));
         GetBy(s, Good(), "/api/user", una.login + ":wrong").Is(Message(401, "invalid username or password"));
         GetBy(s, Good(), "/api/user", "bearer:nope").Is(Message(401, "invalid API key"));
         GetBy(s, "Bearer " + Good()).Is(Message(401, "Invalid JWT"));
       },
       SigningUp()},
      {"JWT-004", kMust, "In 12.4 a good JWT wins over every other credential, and may follow Bearer.", "12.4",
       "jwt/mixed 5",
       [](Session& s) {
         const Person una = s.NewPerson();
         for (const std::string& who : {una.Who(), una.login + ":wrong", s.NewToken(s.NewAccount()).Who()})
           GetBy(s, Good(), "/api/user", who).Is(AllOf(Status(200), Field("/login", "jane")));
         GetBy(s, "Bearer " + Good()).Is(AllOf(Status(200), Field("/authLabels", {"JWT"})));
         GetBy(s, Good({{"exp", 1000000000}}), "/api/user", una.Who()).Is(Field("/login", una.login));
       },
       SigningUp()},
  };
}

std::vector<Case> RefusedTokens() {
  return {
      {"JWT-010", kMust, "In 9.0 a JWT that is forged, expired, unsigned or of no known key lets nobody in.", "9.0",
       "jwt/bad-tokens 10",
       [](Session& s) {
         for (const std::string& token : RefusedJwts()) GetBy(s, token).Is(Message(401, "Invalid JWT"));
         s.Get("/api/users").Is(Size("", 1));
       },
       SigningUp()},
      {"JWT-011", kMust, "In 12.4 a JWT that is forged, expired, unsigned or of no known key lets nobody in.", "12.4",
       "jwt/bad-tokens 10",
       [](Session& s) {
         for (const std::string& token : RefusedJwts()) GetBy(s, token).Is(Status(401));
         GetBy(s, SignedToken(Claims(), "h1", "another secret of 32 characters."))
             .Is(AllOf(Message(401, "Failed to verify JWT"), Field("/messageId", "jwt.invalid")));
         s.Get("/api/users").Is(Size("", 1));
       },
       SigningUp()},
      {"JWT-012", kMust, "A JWT has the claims that are expected.", kRecordedBoth, "jwt/which-claims",
       [](Session& s) {
         GetBy(s, Good()).Is(Status(401));
         GetBy(s, Good({{"iss", "https://idp"}, {"aud", {"other"}}})).Is(Status(401));
         GetBy(s, Good({{"iss", "https://idp"}, {"aud", {"other", "grafana"}}})).Is(Status(200));
       },
       WithJwt("auto_sign_up = true\nexpect_claims = {\"iss\": \"https://idp\", \"aud\": [\"grafana\"]}\n")},
      {"JWT-013", kMust, "A JWT needs a login or an email.", kRecordedBoth, "jwt/bad-tokens 38",
       [](Session& s) {
         GetBy(s, SignedToken({{"sub", "sub-jane"}, {"exp", 4102444800}}, "h1", kSecret)).Is(Status(401));
         s.Get("/api/users").Is(Size("", 1));
       },
       SigningUp()},
  };
}

}  // namespace

std::vector<Case> JwtCases() {
  std::vector<Case> cases = GoodTokens();
  const std::vector<Case> more = RefusedTokens();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
