#include <cstdio>
#include <cstdlib>

#include "server/config/ini_parser.h"
#include "server/config/value_parsing.h"
#include "server/control/body_secrets.h"
#include "server/control/redaction.h"
#include "server/control/tokens_in_head.h"
#include "server/domain/token_format.h"
#include "server/fuzz/target.h"
#include "server/http/credentials.h"
#include "server/http/form.h"
#include "server/http/media_type.h"
#include "server/http/url.h"
#include "server/json/indent.h"
#include "server/json/reader.h"
#include "server/json/utf8.h"
#include "server/json/writer.h"

namespace grafake::server::fuzz {
namespace {

constexpr int kDeepestPrinted = 32;

// What was read, printed, must be read again as the same.
void Print(JsonWriter& json, const JsonValue& value, int depth = 0) {
  if (depth > kDeepestPrinted) {
    json.Null();
    return;
  }
  switch (value.kind) {
    case JsonValue::Kind::kNull:
    case JsonValue::Kind::kNumber:
      json.Null();
      break;
    case JsonValue::Kind::kBool:
      json.Value(value.IsTrue());
      break;
    case JsonValue::Kind::kString:
      json.Value(value.Text());
      break;
    case JsonValue::Kind::kArray:
      json.BeginArray();
      for (JsonItems items(value); const auto item = items.Next();) Print(json, *item, depth + 1);
      json.EndArray();
      break;
    case JsonValue::Kind::kObject:
      json.BeginObject();
      for (JsonMembers members(value); const JsonMember* member = members.Next();)
        Print(json.Key(member->name), member->value, depth + 1);
      json.EndObject();
  }
}

std::string Printed(const JsonValue& value) {
  JsonWriter json;
  Print(json, value);
  return json.Take();
}

void ReadBody(std::string_view text) {
  const Request request{.headers = {{"Content-Type", "application/json"}}, .body = std::string(text)};
  std::string name;
  std::optional<std::string> note;
  std::int64_t number = 0;
  std::optional<bool> flag;
  std::optional<Role> role;
  (void)Form("T")
      .Text("name", name)
      .Text("note", note)
      .Integer("n", number)
      .Boolean("b", flag)
      .RoleName("role", role, {})
      .Bind(request);
  Must(ValidUtf8(name) == name, "a text that was read is valid UTF-8");
  const auto value = ReadJson(text);
  if (!value) return;
  const std::string once = Printed(*value);
  const auto again = ReadWholeJson(once);
  Must(again.has_value(), "what was printed can be read");
  Must(Printed(*again) == once, "and is the same");
  (void)IndentJson(once);
}

void ReadQuery(std::string_view text) {
  const Query query(text);
  for (const auto& [name, value] : query.pairs()) {
    Must(DecodeQueryText(EncodeQueryText(value)) == value, "what was encoded decodes to itself");
    (void)query.Integer(name);
    (void)query.Boolean(name);
    (void)query.ExactInteger(name);
  }
  if (const auto path = DecodePath(text)) {
    Must(DecodePath(EncodePercents(*path)) == path, "a decoded path survives being decoded again");
  }
}

void ReadHeaders(std::string_view text) {
  const Request request{.headers = {{"Authorization", std::string(text)},
                                    {"Cookie", std::string(text)},
                                    {"X-Grafana-Org-Id", std::string(text)},
                                    {"Content-Type", std::string(text)}}};
  const std::string_view header = AuthorizationHeader(request);
  const auto bearer = BearerToken(header);
  const auto basic = ParseBasic(header);
  Must(!bearer || !bearer->empty(), "a bearer's token is not empty");
  Must(!basic || !IsToken(*basic) || !basic->password.empty(), "a token is not empty");
  Must(!basic || basic->user.find(':') == std::string::npos, "a user name ends at the first colon");
  (void)CookieIn(request, "grafana_session");
  (void)RequestedOrg(request, Query());
  (void)IsJsonContent(request.FindHeader("Content-Type"));
}

void ReadToken(std::string_view text) {
  const auto token = ParseToken(text);
  if (!token) return;
  Must(token->legacy != text.starts_with("gl"), "what begins with gl is no legacy token");
}

void ReadIni(std::string_view text) {
  auto file = ParseIni(text);
  if (!file) {
    Must(file.error().line >= 0 && !file.error().message.empty(), "an error says where and what");
    return;
  }
  for (const IniSection& section : file->sections()) {
    for (const IniKey& key : section.keys()) {
      Must(file->FindSection(section.name())->Find(key.name) == &key, "every key can be found");
    }
  }
}

constexpr std::string_view kShownSecret = "hunter2hunter2";

void LookThrough(const std::string& redacted) {
  Must(redacted.find(kShownSecret) == std::string::npos, "a secret that was shown is nowhere");
  Must(TokensIn(redacted).empty(), "no token is left, however it was encoded");
}

void Redact(std::string_view text) {
  constexpr std::size_t kMost = 512;
  const std::vector<std::string> shown = {std::string(kShownSecret)};
  const KnownSecrets known{.shapeless = shown};
  std::string out;
  AppendRedactedText(out, text, known);
  LookThrough(out);
  AppendRedactedTarget(out = "", text, known);
  LookThrough(out);
  for (const std::string_view name : {"Authorization", "Cookie", "Referer", "X-Any"}) {
    AppendRedactedHeader(out = "", name, text, known);
    LookThrough(out);
  }
  for (const BodyOf whose : {BodyOf::kClient, BodyOf::kServer}) {
    (void)AppendRedactedBody(out = "", text, whose, kMost, known);
    LookThrough(out);
    Must(out.size() <= kMost, "a body is cut");
  }
  (void)PasswordsIn(text);
  (void)PasswordsOfForm(text);
}

}  // namespace

void Must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

std::vector<Target> Targets() {
  return {
      {"json",
       {R"({"name":"a","role":"Viewer","n":-12.5e3,"b":true,"note":null,"list":[1,{"x":"\u00e4\ud83d\ude00"}]})", "{}",
        "null", R"({"Name":"\ud800","NAME":3})"},
       ReadBody},
      {"query",
       {"query=a%20b&page=2&perpage=-1&accesscontrol=true&x=%zz;y", "orgId=+7&kiosk", "/api/%6Frg%2F"},
       ReadQuery},
      {"headers",
       {"Bearer glsa_yscW25imSKJIuav8zF37RZmnbiDvB05G_fcaaf58a", "Basic YWRtaW46YWRtaW4=", "Basic YXBpX2tleTp4",
        "a=b; grafana_session=\"c\"; d", "application/json; charset=\"utf-8\""},
       ReadHeaders},
      {"token",
       {NewPrefixedToken(), NewLegacyToken("key", 1), NewLegacyToken("\xC3\xA4\"", -7),
        "glsa_yscW25imSKJIuav8zF37RZmnbiDvB05G_fcaaf58a"},
       ReadToken},
      {"ini",
       {"; c\n[server]\nhttp_port = 3000 ; x\ndomain = \"a\"\n[a.b]\nk = \"\"\"x\ny\"\"\"\nl = `b` \\\n more\n# e",
        "[auth.basic]\nenabled : true\r\n'q' = %(a)s\n", "\xEF\xBB\xBF[x]\ny=${HOME}\n"},
       ReadIni},
      {"redaction",
       {R"({"user":"ada","password":"hunter2hunter2","x":"hunter2\u0068unter2","y":["glsa_yscW25imSKJIuav8zF37RZmnbiDvB05G_fcaaf58a"]})",
        "/api/org?token=x&y=%67lsa_yscW25imSKJIuav8zF37RZmnbiDvB05G_fcaaf58a", "user=ada&password=hunter2hunter2",
        "http://ada:hunter2hunter2@h/invite/x", "a: b; session=hunter2hunter2",
        R"({"name":"password","value":"\\\"x"})"},
       Redact},
  };
}

}  // namespace grafake::server::fuzz
