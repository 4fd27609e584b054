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
  [[nodiscard]] std::map<std::string, std::string> TakeFacts();

 private:
  void Note(const std::string& name, std::string_view value) { seen_[name].emplace(value); }
  void NoteHeaders(const Response& response);
  void NoteMembers(const std::string& prefix, const JsonValue& value);

  Instance& instance_;
  std::map<std::string, std::set<std::string>> seen_;
};

void QuestionAsker::Ask(const std::string& name, const Question& question) {
  static const std::string kAdmin = "Basic " + EncodeBase64("admin:admin");
  const Response response =
      instance_.Handle({.method = question.method,
                        .path = question.path,
                        .headers = {{"Authorization", kAdmin}, {"Content-Type", "application/json"}},
                        .body = question.body,
                        .client_ip = "127.0.0.1",
                        .client_port = "1"});
  if (response.route.empty()) return;
  Note(name + ": status", std::to_string(response.status));
  NoteHeaders(response);
  if (const auto value = ReadJson(response.body)) NoteMembers(name + ": ", *value);
}

// Those whose values do not depend on what was asked.
void QuestionAsker::NoteHeaders(const Response& response) {
  for (const AnswerHeader& header : response.headers) {
    const std::string_view name = header.name;
    if (name == "Set-Cookie") {
      Note("every answer: cookie " + header.value.substr(0, header.value.find('=')), "set");
    } else if (name != "Location" && name != "Last-Modified") {
      Note("every answer: " + std::string(name), header.value);
    }
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
    for (const std::string_view id : kIds) asker.Ask("GET " + route.path, {"GET", Filled(route.path, id), ""});
  }
  for (const Question& removal : Removals()) asker.Ask(removal.method + " " + removal.path, removal);
  return asker.TakeFacts();
}

}  // namespace grafake::server
