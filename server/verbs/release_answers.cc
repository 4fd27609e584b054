#include "server/verbs/release_answers.h"

#include <array>
#include <set>
#include <string_view>

#include "server/domain/base64.h"
#include "server/json/reader.h"

namespace grafake::server {
namespace {

struct Question {
  std::string method;
  std::string path;
  std::string body;
};

// What comes first makes what the others are about.
const std::vector<Question>& Writes() {
  static const std::vector<Question> kAll = {
      {"POST", "/api/serviceaccounts", R"({"name":"bot","role":"Editor"})"},
      {"POST", "/api/serviceaccounts/2/tokens", R"({"name":"token","secondsToLive":3600})"},
      {"PATCH", "/api/serviceaccounts/2", R"({"name":"robot"})"},
      {"POST", "/api/auth/keys", R"({"name":"key","role":"Viewer","secondsToLive":3600})"},
      {"POST", "/api/teams", R"({"name":"team"})"},
      {"PUT", "/api/teams/1", R"({"name":"crew"})"},
      {"POST", "/api/orgs", R"({"name":"org"})"},
      {"PUT", "/api/orgs/2", R"({"name":"organisation"})"},
      {"POST", "/api/admin/users", R"({"login":"user","password":"secret","OrgId":2})"},
      {"POST", "/api/org/users", R"({"loginOrEmail":"user","role":"Viewer"})"},
      {"POST", "/api/teams/1/members", R"({"userId":3})"},
      {"PUT", "/api/user", R"({"login":"admin","email":"admin@localhost"})"},
      {"PUT", "/api/user/preferences", R"({"theme":"dark"})"},
      {"PATCH", "/api/org/preferences", R"({"theme":"light"})"},
      {"PUT", "/api/org", R"({"name":"Main Org."})"},
      {"POST", "/login", R"({"user":"admin","password":"admin"})"},
      {"POST", "/api/user/using/1", ""},
  };
  return kAll;
}

// Asked for what is refused, while all is there: `who` is the Authorization header.
struct RefusedQuestion {
  std::string name;
  std::string path;
  std::string who;
};

std::string Basic(const std::string& credentials) { return "Basic " + EncodeBase64(credentials); }

const std::vector<RefusedQuestion>& Refused() {
  static const std::vector<RefusedQuestion> kAll = {
      {"GET /api/org by nobody", "/api/org", ""},
      {"GET /api/org with a wrong password", "/api/org", Basic("admin:wrong")},
      {"GET /api/org with an empty password", "/api/org", Basic("admin:")},
      {"GET /api/org with a word for a token", "/api/org", "Bearer nonsense"},
      {"GET /api/org with an unknown token", "/api/org", "Bearer glsa_iNValIdinValiDinvalidinvalidinva_5b582697"},
      {"GET /api/nothing", "/api/nothing", Basic("admin:admin")},
      {"GET /api/serviceaccounts/999", "/api/serviceaccounts/999", Basic("admin:admin")},
      {"GET /api/serviceaccounts/abc", "/api/serviceaccounts/abc", Basic("admin:admin")},
      {"GET /api/users/999", "/api/users/999", Basic("admin:admin")},
      {"GET /api/orgs by a Viewer", "/api/orgs", Basic("user:secret")},
      {"GET / by nobody", "/", ""},
      {"GET /profile with a word for a token", "/profile", "Bearer nonsense"},
  };
  return kAll;
}

// In this order: a token before its account, an account before the org, in which the admin may be after reading all
// pages.
const std::vector<Question>& Removals() {
  static const std::vector<Question> kAll = {
      {"POST", "/api/user/using/1", ""},
      {"DELETE", "/api/serviceaccounts/2/tokens/1", ""},
      {"DELETE", "/api/serviceaccounts/2", ""},
      {"DELETE", "/api/auth/keys/2", ""},
      {"DELETE", "/api/teams/1/members/3", ""},
      {"DELETE", "/api/teams/1", ""},
      {"DELETE", "/api/org/users/3", ""},
      {"DELETE", "/api/admin/users/3", ""},
      {"DELETE", "/api/orgs/2", ""},
  };
  return kAll;
}

// A path of that pattern, each of its parameters being `value`.
std::string Filled(const std::string& pattern, std::string_view value) {
  std::string path;
  for (std::size_t at = 0; at < pattern.size();) {
    if (pattern[at] != ':' && pattern[at] != '*') {
      path += pattern[at++];
      continue;
    }
    path += value;
    at = std::min(pattern.find('/', at), pattern.size());
  }
  return path;
}

std::string_view TypeOf(const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::kNull:
      return "null";
    case JsonValue::Kind::kBool:
      return "bool";
    case JsonValue::Kind::kNumber:
      return value.source.starts_with('-') ? "negative number" : "number";
    case JsonValue::Kind::kString:
      return value.source == R"("")" ? "empty string" : "string";
    case JsonValue::Kind::kArray:
      return value.source == "[]" ? "empty array" : "array";
    case JsonValue::Kind::kObject:
      return value.source == "{}" ? "empty object" : "object";
  }
  return "";
}

class QuestionAsker {
 public:
  explicit QuestionAsker(Instance& instance) : instance_(instance) {}

  void Ask(const std::string& name, const Question& question);
  void AskForRefusal(const RefusedQuestion& question);
  [[nodiscard]] std::map<std::string, std::string> TakeFacts();

 private:
  void Note(const std::string& name, std::string_view value) { seen_[name].emplace(value); }
  void NoteAnswer(const std::string& name, const Response& response);
  void NoteHeader(const std::string& name, const AnswerHeader& header);
  void NoteMembers(const std::string& prefix, const JsonValue& value);

  Instance& instance_;
  std::map<std::string, std::set<std::string>> seen_;
};

// Path=/; HttpOnly, say: what stands behind the value, without the date.
std::string AttributesOf(const std::string& cookie) {
  std::string attributes;
  for (auto at = cookie.find(';'); at != std::string::npos;) {
    const auto end = std::min(cookie.find(';', at + 1), cookie.size());
    const std::string attribute = cookie.substr(at + 2, end - at - 2);
    if (!attribute.starts_with("Expires=")) (attributes += attributes.empty() ? "" : "; ") += attribute;
    at = end == cookie.size() ? std::string::npos : end;
  }
  return attributes;
}

void QuestionAsker::Ask(const std::string& name, const Question& question) {
  static const std::string kAdmin = Basic("admin:admin");
  const Response response =
      instance_.Handle({.method = question.method,
                        .path = question.path,
                        .headers = {{"Authorization", kAdmin}, {"Content-Type", "application/json"}},
                        .body = question.body,
                        .client_ip = "127.0.0.1",
                        .client_port = "1"});
  if (!response.route.empty()) NoteAnswer(name, response);
}

void QuestionAsker::AskForRefusal(const RefusedQuestion& question) {
  Request request{.method = "GET", .path = question.path, .client_ip = "127.0.0.1", .client_port = "1"};
  if (!question.who.empty()) request.headers.push_back({"Authorization", question.who});
  NoteAnswer(question.name, instance_.Handle(request));
}

void QuestionAsker::NoteAnswer(const std::string& name, const Response& response) {
  Note(name + ": status", std::to_string(response.status));
  for (const AnswerHeader& header : response.headers) NoteHeader(name, header);
  if (const auto value = ReadJson(response.body)) NoteMembers(name + ": ", *value);
}

// One whose value does not depend on what was asked is every answer's.
void QuestionAsker::NoteHeader(const std::string& name, const AnswerHeader& header) {
  const std::string_view key = header.name;
  if (key == "Set-Cookie") {
    Note("every answer: cookie " + header.value.substr(0, header.value.find('=')), AttributesOf(header.value));
  } else if (key == "Location") {
    Note(name + ": Location", header.value);
  } else if (key != "Last-Modified") {
    Note("every answer: " + std::string(key), header.value);
  }
}

// NOLINTNEXTLINE(misc-no-recursion): what a server of ours prints is not deep
void QuestionAsker::NoteMembers(const std::string& prefix, const JsonValue& value) {
  JsonMembers members(value);
  while (const JsonMember* const member = members.Next()) {
    Note(prefix + member->name, TypeOf(member->value));
    NoteMembers(prefix + member->name + ".", member->value);
  }
  JsonItems items(value);
  while (const auto item = items.Next()) NoteMembers(prefix + "[].", *item);
}

std::map<std::string, std::string> QuestionAsker::TakeFacts() {
  std::map<std::string, std::string> facts;
  for (const auto& [name, values] : seen_) {
    std::string& text = facts[name];
    for (const std::string& value : values) (text += text.empty() ? "" : " or ") += value;
  }
  return facts;
}

}  // namespace

std::map<std::string, std::string> AskAll(Instance& instance) {
  static constexpr std::array<std::string_view, 3> kIds = {"1", "2", "3"};
  QuestionAsker asker(instance);
  for (const Question& write : Writes()) asker.Ask(write.method + " " + write.path, write);
  for (const RouteRow& route : instance.Routes()) {
    if (route.method != "GET") continue;
    const std::string which = Filled(route.path, "") == route.path ? "" : ", each :… being 1, 2 and 3";
    for (const std::string_view id : kIds) asker.Ask("GET " + route.path + which, {"GET", Filled(route.path, id), ""});
  }
  for (const RefusedQuestion& question : Refused()) asker.AskForRefusal(question);
  for (const Question& removal : Removals()) asker.Ask(removal.method + " " + removal.path, removal);
  return asker.TakeFacts();
}

}  // namespace grafake::server
