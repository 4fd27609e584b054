#include "conformance/cases/cases.h"

// What every answer has: headers, forms of paths and methods, the health page.
namespace grafake::conformance {
namespace {

using testing::AllOf;

// `setting`, of [security], has to be `usual` for the header to be there; empty: nothing turns it off.
Case HasHeader(const std::string& id, const std::string& name, const std::string& value,
               const std::string& setting = "", const std::string& usual = "true") {
  return {id,
          kMust,
          "An answer of the API has the header " + name + ": " + value + ".",
          "8.5..9.3",
          "accounts/lifecycle 1",
          [=](Session& s) {
            if (!setting.empty()) s.RequireSetting("security", setting, usual);
            s.Get("/api/org").Is(Header(name, value));
            s.Post("/api/serviceaccounts", {{"name", s.Name("h")}}).Is(Header(name, value));
            s.Get("/api/serviceaccounts/999999999").Is(Header(name, value));
          }};
}

Case Path(const std::string& id, const std::string& requirement, const std::string& evidence, const std::string& target,
          const AnswerMatcher& matcher) {
  return {id, kShould, requirement, "8.5..9.3", evidence, [target, matcher](Session& s) { s.Get(target).Is(matcher); }};
}

Case Method(const std::string& id, const std::string& method, const std::string& target, const std::string& evidence) {
  return {
      id,
      kMust,
      method + " " + target + " is not there: 404, never 405.",
      "8.5..9.3",
      evidence,
      [method, target](Session& s) { s.Send({.method = method, .target = target, .who = s.admin()}).Is(Status(404)); }};
}

std::vector<Case> Others() {
  return {
      {"HTTP-010", kMust, "What an endpoint answers is application/json.", "8.5..", "accounts/lifecycle 1",
       [](Session& s) {
         s.Get("/api/serviceaccounts/search?perpage=1").Is(Header("Content-Type", "application/json"));
         s.Get("/api/serviceaccounts/999999999").Is(Header("Content-Type", "application/json"));
       }},
      {"HTTP-011", kShould, "What is refused before an endpoint is application/json; charset=UTF-8.", "8.5..9.3",
       "tokens/auth-bad 3",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         const std::string type = "application/json; charset=UTF-8";
         s.Get("/api/org", "").Is(Header("Content-Type", type));
         s.Get("/api/nothing").Is(Header("Content-Type", type));
         s.Get("/api/serviceaccounts/search", s.NewToken(s.NewAccount()).Who()).Is(Header("Content-Type", type));
       }},
      {"HTTP-012", kMust, "HEAD answers as GET does, without a body.", "8.5..9.3", "http/methods 13",
       [](Session& s) {
         s.Send({.method = "HEAD", .target = "/api/serviceaccounts/search", .who = s.admin()})
             .Is(AllOf(Status(200), Body("")));
       }},
      {"HTTP-013", kMust, "The health page names the state of the database and the release, to everybody.", "8.5..",
       "access/generic-errors 28",
       [](Session& s) {
         s.RequireSetting("auth.anonymous", "hide_version", "false");
         s.Get("/api/health", "")
             .Is(AllOf(Status(200), Field("/database", "ok"), TextThat("/version", testing::Not(testing::IsEmpty()))));
       }},
      {"HTTP-014", kShould, "An error with a cause has a traceID behind its message.", "8.5..9.3",
       "accounts/create-errors 7",
       [](Session& s) {
         s.Post("/api/serviceaccounts", Json::object()).Is(AllOf(Status(400), Members("", {"message", "traceID"})));
       }},
      {"HTTP-015", kShould, "The traceID of a request that is not traced is 32 zeros before 9.3.", "8.5..9.1",
       "accounts/create-errors 7",
       [](Session& s) { s.Post("/api/serviceaccounts", Json::object()).Is(Field("/traceID", std::string(32, '0'))); }},
      {"HTTP-016", kShould, "What an endpoint answers has no line end behind it.", "8.5..9.3", "accounts/lifecycle 1",
       [](Session& s) {
         s.Get("/api/org").Is(BodyThat(testing::EndsWith("}")));
         s.Get("/api/serviceaccounts/search").Is(BodyThat(testing::EndsWith("}")));
       }},
      {"HTTP-017", kShould, "What is refused before an endpoint has a line end behind it.", "8.5..9.3",
       "tokens/auth-bad 3",
       [](Session& s) {
         s.Get("/api/nothing").Is(Exactly(404, "{\"message\":\"Not found\"}\n"));
         s.Get("/api/org", "bearer:nonsense").Is(BodyThat(testing::EndsWith("}\n")));
       }},
      {"HTTP-018", kMust, "The org of the caller is told with id, name and address, in this order.", "8.5..9.3",
       "people/orgs 1",
       [](Session& s) {
         s.Get("/api/org").Is(Members("", {"id", "name", "address"}));
       }},
      {"HTTP-019", kMust, "A page for people sends a stranger to the login.", "8.5..9.3", "access/generic-errors 27",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         s.Get("/", "").Is(AllOf(Status(302), BodyThat(testing::HasSubstr("/login"))));
       }},
      {"HTTP-020", kShould, "What an endpoint answers has no blanks and line ends between its members.",
       "8.5, 9.0, 9.1, 9.3, 10.1, 11.5, 12.4", "people/orgs 1",
       [](Session& s) {
         s.Get("/api/org")
             .Is(BodyThat(testing::MatchesRegex(R"(\{"id":[0-9]+,"name":".*","address":\{"address1":.*)")));
       }},
      {"HTTP-021", kShould,
       "From 10.1 on an answer of the API has the header Cache-Control: no-store, and no other of caches.",
       "10.1, 11.5, 12.4", "consistency/disabled-settled 3",
       [](Session& s) {
         s.Get("/api/org").Is(AllOf(Header("Cache-Control", "no-store"), NoHeader("Expires"), NoHeader("Pragma")));
         s.Get("/api/serviceaccounts/999999999").Is(Header("Cache-Control", "no-store"));
       }},
      {"HTTP-050", kMust, "/.well-known/change-password leads also strangers to where a password is changed.",
       "9.0, 9.3, 10.1, 11.5, 12.4", "tried on 9.0.9, 9.3.2, 10.1.2, 11.5.1, 12.4.0",
       [](Session& s) {
         s.Get("/.well-known/change-password", "")
             .Is(AllOf(Status(302), BodyThat(testing::HasSubstr("/profile/password"))));
       }},
  };
}

}  // namespace

std::vector<Case> HttpCases() {
  const AnswerMatcher notFound = Message(404, "Not found");
  std::vector<Case> cases = {
      HasHeader("HTTP-001", "Cache-Control", "no-cache"),
      HasHeader("HTTP-002", "Expires", "-1"),
      HasHeader("HTTP-003", "Pragma", "no-cache"),
      HasHeader("HTTP-004", "X-Content-Type-Options", "nosniff", "x_content_type_options"),
      HasHeader("HTTP-005", "X-Frame-Options", "deny", "allow_embedding", "false"),
      HasHeader("HTTP-006", "X-Xss-Protection", "1; mode=block", "x_xss_protection"),
      Path("HTTP-030", "A slash at the end of a path makes no difference.", "http/paths 2", "/api/org/", Status(200)),
      Path("HTTP-031", "Paths are case-sensitive.", "http/paths 8", "/api/ORG", notFound),
      Path("HTTP-032", "Two slashes are not one.", "http/paths 4", "/api//org", notFound),
      Path("HTTP-033", "An escape in a path is the character itself.", "http/paths 11", "/api/%6Frg", Status(200)),
      Path("HTTP-034", "A semicolon is part of the path.", "http/paths 12", "/api/org;x=1", notFound),
      Path("HTTP-035", "A parameter that nobody knows is ignored.", "access/generic-errors 18", "/api/org?x=1",
           Status(200)),
      Method("HTTP-040", "PUT", "/api/serviceaccounts", "http/methods 7"),
      Method("HTTP-041", "PATCH", "/api/serviceaccounts", "http/methods 8"),
      Method("HTTP-042", "OPTIONS", "/api/org", "http/methods 3"),
      Method("HTTP-043", "POST", "/api/serviceaccounts/search", "accounts/search 48"),
      Method("HTTP-044", "POST", "/api/health", "access/generic-errors 7"),
  };
  const std::vector<Case> more = Others();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
