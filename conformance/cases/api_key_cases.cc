#include "conformance/cases/cases.h"

// API keys, the older kind of tokens: they carry a role of their own and belong to nobody.
namespace grafake::conformance {
namespace {

using testing::AllOf;

const std::string kKeys = "/api/auth/keys";

// A list shows the first hundred keys of an org, and others may have as many.
void RequireWholeList(Session& s) {
  if (s.Get(kKeys + "?includeExpired=true").At("").size() >= 100)
    throw Unsupported("the list of keys shows the first hundred, and the target has as many");
}

Case RefusedKey(const std::string& id, const std::string& requirement, const std::string& evidence, const Json& body) {
  return {id,         kMust,    requirement,
          "8.5..9.3", evidence, [body](Session& s) { s.Post(kKeys, body).Is(Message(400, "bad request data")); }};
}

std::vector<Case> KeyCreations() {
  return {
      {"KEY-001", kMust, "Making a key answers 200 with id, name and key, in this order.", "8.5..9.3",
       "apikeys/lifecycle 2",
       [](Session& s) {
         s.Post(kKeys, {{"name", s.Name("k")}, {"role", "Viewer"}})
             .Is(AllOf(Status(200), Members("", {"id", "name", "key"}), Field("/name", s.Name("k"))));
       }},
      {"KEY-002", kMust, "A key is base64 of an object that holds its secret, its name and its org.", "8.5..9.3",
       "apikeys/lifecycle 2",
       [](Session& s) {
         s.Post(kKeys, {{"name", s.Name("k")}, {"role", "Viewer"}})
             .Is(TextThat("/key", testing::MatchesRegex("eyJrIjoi[0-9A-Za-z+/]+=*")));
       }},
      {"KEY-003", kMust, "A name that is taken is refused with 409.", "8.5..9.3", "apikeys/errors 2",
       [](Session& s) {
         const Token key = s.NewKey("Viewer");
         s.Post(kKeys, {{"name", key.name}, {"role", "Viewer"}})
             .Is(Exactly(409, R"({"message":"API key, organization ID and name must be unique"})"));
       }},
      {"KEY-004", kMust, "Keys and tokens share their names.", "8.5..9.3", "tried on 9.0.9",
       [](Session& s) {
         const Token token = s.NewToken(s.NewAccount());
         s.Post(kKeys, {{"name", token.name}, {"role", "Viewer"}}).Is(Status(409));
       }},
      RefusedKey("KEY-005", "A key without a name is refused with 400.", "apikeys/errors 5", {{"role", "Viewer"}}),
      RefusedKey("KEY-006", "A key without a role is refused with 400.", "apikeys/errors 6", {{"name", "never"}}),
      RefusedKey("KEY-007", "A role that there is not is refused with 400.", "apikeys/errors 7",
                 {{"name", "never"}, {"role", "Boss"}}),
      RefusedKey("KEY-008", "A life that is a text is refused with 400.", "apikeys/errors 11",
                 {{"name", "never"}, {"role", "Viewer"}, {"secondsToLive", "x"}}),
      {"KEY-009", kMust, "A negative life is refused with 400.", "8.5..9.3", "tried on 9.0.9",
       [](Session& s) {
         s.Post(kKeys, {{"name", s.Name("k")}, {"role", "Viewer"}, {"secondsToLive", -1}}).Is(Status(400));
       }},
  };
}

std::vector<Case> Lives() {
  return {
      {"KEY-020", kMust, "A key is let in, in its org.", "8.5..9.3", "apikeys/lifecycle 7",
       [](Session& s) { s.Get("/api/org", s.NewKey("Viewer").Who()).Is(AllOf(Status(200), Field("/id", s.org()))); }},
      {"KEY-021", kMust, "A key has the role it was made with.", "8.5..9.3", "access/reads 24",
       [](Session& s) {
         s.Get("/api/serviceaccounts/search", s.NewKey("Admin").Who()).Is(Status(200));
         s.Get("/api/serviceaccounts/search", s.NewKey("Editor").Who()).Is(Status(403));
         s.Get("/api/serviceaccounts/search", s.NewKey("Viewer").Who()).Is(Status(403));
       }},
      {"KEY-022", kMust, "A key past its end is refused with 401.", "8.5..9.3", "apikeys/lifecycle 12",
       [](Session& s) { s.AwaitGet("/api/org", s.NewKey("Viewer", 1).Who(), Message(401, "Expired API key")); }},
      {"KEY-023", kMust, "A deleted key is refused at once.", "8.5..9.3", "apikeys/lifecycle 16",
       [](Session& s) {
         const Token key = s.NewKey("Viewer");
         s.Delete(kKeys + "/" + std::to_string(key.id)).Is(Message(200, "API key deleted"));
         s.Get("/api/org", key.Who()).Is(Refused());
       }},
      {"KEY-024", kMust, "Deleting a key that does not exist is 404.", "8.5..9.3", "apikeys/errors 18",
       [](Session& s) { s.Delete(kKeys + "/999999999").Is(Message(404, "Failed to delete API key")); }},
      {"KEY-025", kMust, "Deleting what is no id is refused with 400.", "8.5..9.3", "apikeys/errors 19",
       [](Session& s) { s.Delete(kKeys + "/abc").Is(Message(400, "id is invalid")); }},
      {"KEY-026", kMust, "Keys are listed without their secrets.", "8.5..9.3", "apikeys/lifecycle 5",
       [](Session& s) {
         const Token key = s.NewKey("Editor");
         RequireWholeList(s);
         s.Get(kKeys).Is(AllOf(Status(200), BodyThat(testing::HasSubstr("\"name\":\"" + key.name + "\"")),
                               BodyThat(testing::Not(testing::HasSubstr(key.key)))));
       }},
      {"KEY-027", kMust, "The tokens of service accounts are no keys: they are not listed.", "8.5..9.3",
       "toggles/restart-on-off-on 9",
       [](Session& s) {
         const Token token = s.NewToken(s.NewAccount());
         s.Get(kKeys).Is(AllOf(Status(200), BodyThat(testing::Not(testing::HasSubstr(token.name)))));
       }},
      {"KEY-028", kMust, "A service account's token cannot be deleted as a key.", "8.5..9.3", "tried on 9.0.9",
       [](Session& s) {
         const Token token = s.NewToken(s.NewAccount());
         s.Delete(kKeys + "/" + std::to_string(token.id)).Is(Status(404));
         s.Get("/api/org", token.Who()).Is(Status(200));
       }},
      {"KEY-029", kMust, "A key past its end is listed only with includeExpired=true.", "8.5..9.3",
       "apikeys/lifecycle 14",
       [](Session& s) {
         const Token key = s.NewKey("Viewer", 1);
         RequireWholeList(s);
         const auto listed = BodyThat(testing::HasSubstr(key.name));
         s.AwaitGet(kKeys, s.admin(), testing::Not(listed));
         s.Get(kKeys + "?includeExpired=true").Is(listed);
       }},
      {"KEY-030", kMust, "A key with a wrong secret is refused.", "8.5..9.3", "tokens/auth-bad 6",
       [](Session& s) { s.Get("/api/org", "bearer:eyJrIjoiYWJjIiwibiI6Im5vbmUiLCJpZCI6MX0=").Is(Refused()); }},
      {"KEY-031", kMust, "A key is no person: /api/user is 404.", "8.5..9.3", "apikeys/lifecycle 8",
       [](Session& s) { s.Get("/api/user", s.NewKey("Viewer").Who()).Is(Message(404, "user not found")); }},
      {"KEY-032", kMust, "From 12.1 on there are no keys.", "12.1..", "read in 12.4.0",
       [](Session& s) { s.Get(kKeys).Is(Status(404)); }},
      {"KEY-034", kMust, "From 11.3 on no key can be made: 410.", "11.3..12.0", "read in 11.5.1",
       [](Session& s) {
         s.Post(kKeys, {{"name", s.Name("k")}, {"role", "Viewer"}}).Is(Status(410));
       }},
      {"KEY-035", kMust, "9.1 to 9.3 turn a key into a service account's token, and it goes on working.", "9.1..9.3",
       "tried on 9.1.8, 9.3.2",
       [](Session& s) {
         const Token key = s.NewKey("Admin");
         s.Post("/api/serviceaccounts/migrate/" + std::to_string(key.id), Json::object())
             .Is(Message(200, "Service accounts migrated"));
         s.Get("/api/serviceaccounts/search?query=sa-autogen-" + key.name, key.Who())
             .Is(AllOf(Status(200), Field("/totalCount", 1), Field("/serviceAccounts/0/role", "Admin")));
         s.Get(kKeys).Is(BodyThat(testing::Not(testing::HasSubstr(key.name))));
       },
       WithToggle()},
      {"KEY-033", kMust, "Viewers may not list keys.", "9.0..9.3", "access/reads 47",
       [](Session& s) {
         s.Require(Feature::kRbac);
         s.Get(kKeys, s.NewPerson("Viewer").Who()).Is(Denied("apikeys:read"));
         s.Post(kKeys, {{"name", s.Name("k")}, {"role", "Viewer"}}, s.NewPerson("Editor").Who())
             .Is(Denied("apikeys:create"));
       }},
  };
}

}  // namespace

std::vector<Case> ApiKeyCases() {
  std::vector<Case> cases = KeyCreations();
  const std::vector<Case> more = Lives();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
