#include <algorithm>

#include "conformance/cases/cases.h"

// Making and listing the tokens of service accounts.
namespace grafake::conformance {
namespace {

using testing::AllOf;

Case RefusedToken(const std::string& id, const std::string& requirement, const std::string& evidence,
                  const std::string& body) {
  return {id, kMust, requirement, "8.5..", evidence, [body](Session& s) {
            const Account bot = s.NewAccount();
            s.PostRaw(bot.Path("/tokens"), body).Is(Message(400, "Bad request data"));
            s.Get(bot.Path("/tokens")).Is(Exactly(200, "[]"));
          }};
}

std::vector<Case> TokenRefusals() {
  return {
      RefusedToken("SA-TOKEN-020", "A token without a name is refused with 400.", "tokens/create-errors 7", "{}"),
      RefusedToken("SA-TOKEN-021", "A token with an empty name is refused with 400.", "tokens/create-errors 6",
                   R"({"name":""})"),
      RefusedToken("SA-TOKEN-022", "A token's name that is a number is refused with 400.", "tokens/create-errors 9",
                   R"({"name":5})"),
      RefusedToken("SA-TOKEN-023", "A life that is a text is refused with 400.", "tokens/create-errors 13",
                   R"({"name":"text","secondsToLive":"10"})"),
      RefusedToken("SA-TOKEN-024", "A life with a fraction is refused with 400.", "tokens/create-errors 12",
                   R"({"name":"float","secondsToLive":1.5})"),
      RefusedToken("SA-TOKEN-025", "A life beyond 64 bits is refused with 400.", "tokens/create-errors 16",
                   R"({"name":"huge","secondsToLive":99999999999999999999})"),
      RefusedToken("SA-TOKEN-026", "A token's body that is cut off is refused with 400.", "tokens/create-errors 27",
                   "{"),
      RefusedToken("SA-TOKEN-027", "A list instead of a token's object is refused with 400.", "tokens/create-errors 28",
                   "[]"),
  };
}

// The checksum of a token as Grafana computes it: CRC-32, its bytes from the lowest to the highest, in hexadecimal.
std::string ChecksumOf(const std::string& text) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : text) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  crc = ~crc;
  std::string hex;
  for (unsigned shift = 0; shift < 32; shift += 8) {
    for (const unsigned half : {4U, 0U}) hex += "0123456789abcdef"[(crc >> (shift + half)) & 15U];
  }
  return hex;
}

std::vector<Case> TokenCreations() {
  return {
      {"SA-TOKEN-001", kMust, "Making a token answers 200 with its id, its name and its key.", "8.5..",
       "tokens/lifecycle 3",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Reply made = s.Post(bot.Path("/tokens"), {{"name", s.Name("t")}});
         made.Is(AllOf(Status(200), Field("/name", s.Name("t")), TextThat("/key", testing::Not(testing::IsEmpty())),
                       PositiveNumber("/id")));
       }},
      {"SA-TOKEN-002", kShould, "The answer with a new token has the members id, name, key, in this order.", "8.5..",
       "tokens/lifecycle 3",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Post(bot.Path("/tokens"), {{"name", s.Name("t")}}).Is(Members("", {"id", "name", "key"}));
       }},
      {"SA-TOKEN-003", kMust, "A token is glsa_, 32 letters and digits, _ and 8 hexadecimal digits.", "9.0..",
       "tokens/lifecycle 3",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Post(bot.Path("/tokens"), {{"name", s.Name("t")}})
             .Is(TextThat("/key", testing::MatchesRegex("glsa_[0-9A-Za-z]{32}_[0-9a-f]{8}")));
       }},
      {"SA-TOKEN-004", kMust, "The last eight digits of a token are the CRC-32 of what stands before them.", "9.0..",
       "token-vectors.json",
       [](Session& s) {
         const std::string key = s.NewToken(s.NewAccount()).key;
         const auto cut = key.rfind('_');
         s.Expect(cut != std::string::npos && key.substr(cut + 1) == ChecksumOf(key.substr(0, cut)),
                  "the CRC-32 of what stands before", "another checksum");
       }},
      {"SA-TOKEN-005", kMust, "A new token is let in.", "8.5..", "tokens/lifecycle 9",
       [](Session& s) {
         const Token token = s.NewToken(s.NewAccount());
         s.Get("/api/org", token.Who()).Is(AllOf(Status(200), Field("/id", s.org())));
       }},
      {"SA-TOKEN-006", kMust, "Two tokens never have the same key.", "8.5..", "tokens/lifecycle 3",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token one = s.NewToken(bot);
         const Token two = s.NewToken(bot);
         s.Expect(one.key != two.key && one.id != two.id, "another key and id", "the same");
       }},
      {"SA-TOKEN-007", kMust, "A name that the account has given already is refused with 409 before 9.5.", "8.5..9.4",
       "tokens/create-errors 4",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Post(bot.Path("/tokens"), {{"name", token.name}}).Is(Status(409));
         s.Get(bot.Path("/tokens")).Is(Size("", 1));
       }},
      {"SA-TOKEN-008", kShould, "The refusal of a second name is, to the byte, the one of Grafana 9.0.", "8.5..9.0",
       "tokens/create-errors 4",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Post(bot.Path("/tokens"), {{"name", token.name}})
             .Is(Exactly(409, R"({"message":"service account token )" + token.name +
                                  R"( already exists in the organization"})"));
       }},
      {"SA-TOKEN-009", kMust, "A name that another account of the org has given is refused too.", "8.5..",
       "tokens/create-errors 31",
       [](Session& s) {
         const Token token = s.NewToken(s.NewAccount());
         s.Post(s.NewAccount().Path("/tokens"), {{"name", token.name}}).Is(testing::AnyOf(Status(409), Status(400)));
       }},
      {"SA-TOKEN-010", kMust, "A name that is taken is refused with 400 from 9.5 on.", "9.5..", "read in 12.4.0",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Post(bot.Path("/tokens"), {{"name", token.name}}).Is(Status(400));
       }},
      {"SA-TOKEN-011", kMust, "Names of tokens that differ in case are different names.", "8.5..",
       "tokens/create-errors 5",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Post(bot.Path("/tokens"), {{"name", s.Name("dup")}}).Needs(Status(200));
         s.Post(bot.Path("/tokens"), {{"name", s.Name("DUP")}}).Is(Status(200));
       }},
      {"SA-TOKEN-012", kMust, "A token for an account that does not exist is 404.", "8.5..", "accounts/ids 26",
       [](Session& s) {
         s.Post("/api/serviceaccounts/999999999/tokens", {{"name", s.Name("t")}}).Is(Status(404));
       }},
      {"SA-TOKEN-013", kMust, "A token for what is no id is refused with 400.", "8.5..9.3", "accounts/ids 29",
       [](Session& s) {
         s.Post("/api/serviceaccounts/abc/tokens", {{"name", s.Name("t")}})
             .Is(Message(400, "Service Account ID is invalid"));
       }},
      {"SA-TOKEN-014", kMust, "A person gets no service account token.", "8.5..9.3", "accounts/ids 30",
       [](Session& s) {
         const Person person = s.NewPerson();
         s.Post("/api/serviceaccounts/" + std::to_string(person.id) + "/tokens", {{"name", s.Name("t")}})
             .Is(Status(404));
       }},
      {"SA-TOKEN-015", kMust, "A negative life is refused with 400.", "8.5..", "tokens/create-errors 10",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Post(bot.Path("/tokens"), {{"name", s.Name("t")}, {"secondsToLive", -1}}).Is(Status(400));
         s.Get(bot.Path("/tokens")).Is(Exactly(200, "[]"));
       }},
      {"SA-TOKEN-016", kShould, "The refusal of a negative life is, to the byte, the one of Grafana 9.0.", "8.5..9.0",
       "tokens/create-errors 10",
       [](Session& s) {
         s.Post(s.NewAccount().Path("/tokens"), {{"name", s.Name("t")}, {"secondsToLive", -1}})
             .Is(Exactly(400, R"({"message":"service account token not found"})"));
       }},
      {"SA-TOKEN-017", kShould, "A role in the body of a new token is ignored.", "8.5..", "tokens/create-errors 18",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Reply made = s.Post(bot.Path("/tokens"), {{"name", s.Name("t")}, {"role", "Admin"}});
         made.Is(Status(200));
         s.Get("/api/serviceaccounts/search", "bearer:" + made.NeedsText("/key")).Is(Status(403));
       }},
      {"SA-TOKEN-018", kMust, "A disabled account can be given tokens.", "8.5..", "tokens/inherits 12",
       [](Session& s) {
         const Account bot = s.NewAccount();
         s.Patch(bot.Path(), {{"isDisabled", true}}).Needs(Status(200));
         s.Post(bot.Path("/tokens"), {{"name", s.Name("t")}}).Is(Status(200));
       }},
  };
}

std::vector<Case> Lists() {
  return {
      {"SA-TOKEN-030", kMust, "An account without tokens lists none.", "8.5..", "tokens/lifecycle 2",
       [](Session& s) { s.Get(s.NewAccount().Path("/tokens")).Is(Exactly(200, "[]")); }},
      {"SA-TOKEN-031", kMust, "Tokens are listed by name.", "8.5..", "tokens/create-errors 32",
       [](Session& s) {
         const Account bot = s.NewAccount();
         for (const char* name : {"bb", "aa", "cc"})
           s.Post(bot.Path("/tokens"), {{"name", s.Name(name)}}).Needs(Status(200));
         s.Get(bot.Path("/tokens"))
             .Is(AllOf(Size("", 3), Field("/0/name", s.Name("aa")), Field("/1/name", s.Name("bb")),
                       Field("/2/name", s.Name("cc"))));
       }},
      {"SA-TOKEN-032", kMust, "A list of tokens never shows a key.", "8.5..", "tokens/lifecycle 6",
       [](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Get(bot.Path("/tokens"))
             .Is(AllOf(Absent("/0/key"), Absent("/0/hash"), BodyThat(testing::Not(testing::HasSubstr(token.key)))));
       }},
      {"SA-TOKEN-033", kShould, "A listed token has exactly these members in this order.", "8.5..9.0",
       "tokens/lifecycle 6",
       [](Session& s) {
         const Account bot = s.NewAccount();
         (void)s.NewToken(bot);
         s.Get(bot.Path("/tokens"))
             .Is(Members("/0", {"id", "name", "created", "expiration", "secondsUntilExpiration", "hasExpired"}));
       }},
      {"SA-TOKEN-034", kMust, "A token without an end lists null as its expiration.", "8.5..", "tokens/lifecycle 6",
       [](Session& s) {
         const Account bot = s.NewAccount();
         (void)s.NewToken(bot);
         s.Get(bot.Path("/tokens"))
             .Is(AllOf(Field("/0/expiration", nullptr), Field("/0/hasExpired", false),
                       Field("/0/secondsUntilExpiration", 0)));
       }},
      {"SA-TOKEN-035", kMust, "A token that ends within a week lists the seconds that are left.", "8.5..",
       "tokens/lifecycle 6",
       [](Session& s) {
         const Account bot = s.NewAccount();
         (void)s.NewToken(bot, 3600);
         s.Get(bot.Path("/tokens"))
             .Is(AllOf(
                 Field("/0/hasExpired", false),
                 FieldThat("/0/secondsUntilExpiration", AllOf(testing::Gt(Json(3000)), testing::Le(Json(3600))))));
       }},
      {"SA-TOKEN-036", kShould, "A token that ends after a week lists 0 seconds.", "8.5..", "tried on 9.0.9",
       [](Session& s) {
         const Account bot = s.NewAccount();
         (void)s.NewToken(bot, 700000);
         s.Get(bot.Path("/tokens"))
             .Is(AllOf(Field("/0/secondsUntilExpiration", 0), TextThat("/0/expiration", testing::HasSubstr("T"))));
       }},
      {"SA-TOKEN-037", kMust, "An account lists its own tokens only.", "8.5..", "tokens/lifecycle 6",
       [](Session& s) {
         const Account bot = s.NewAccount();
         (void)s.NewToken(s.NewAccount());
         const Token own = s.NewToken(bot);
         s.Get(bot.Path("/tokens")).Is(AllOf(Size("", 1), Field("/0/id", own.id), Field("/0/name", own.name)));
       }},
      {"SA-TOKEN-038", kMust, "The search counts the tokens of each account.", "8.5..", "tokens/lifecycle 8",
       [](Session& s) {
         const Account bot = s.NewAccount();
         (void)s.NewToken(bot);
         (void)s.NewToken(bot);
         s.Get("/api/serviceaccounts/search?query=" + bot.name).Is(Field("/serviceAccounts/0/tokens", 2));
       }},
      {"SA-TOKEN-039", kShould, "The tokens of an account that does not exist are an empty list.", "8.5..",
       "accounts/ids 21", [](Session& s) { s.Get("/api/serviceaccounts/999999999/tokens").Is(Exactly(200, "[]")); }},
      {"SA-TOKEN-040", kMust, "The tokens of what is no id are refused with 400.", "8.5..9.3", "accounts/ids 24",
       [](Session& s) { s.Get("/api/serviceaccounts/abc/tokens").Is(Message(400, "Service Account ID is invalid")); }},
  };
}

}  // namespace

std::vector<Case> TokenCases() {
  std::vector<Case> cases = TokenRefusals();
  for (auto part : {TokenCreations(), Lists()}) cases.insert(cases.end(), part.begin(), part.end());
  return cases;
}

}  // namespace grafake::conformance
