#include "conformance/trial/release_proxy.h"

#include <regex>
#include <sstream>

#include "conformance/base64.h"
#include "conformance/replace_all.h"
#include "conformance/trial/release_refusals.h"

namespace grafake::conformance {
namespace {

using Json = nlohmann::ordered_json;

const std::string kAccounts = "/api/serviceaccounts";

// As Go's encoder writes it.
std::string Dumped(const Json& value) {
  std::string text = value.dump();
  for (const auto& [character, escape] : {std::pair("<", "\\u003c"), {">", "\\u003e"}, {"&", "\\u0026"}})
    ReplaceAll(text, character, escape);
  return text;
}

// The first value, which is all that Grafana reads of a body.
Json FirstOf(const std::string& body) try {
  std::istringstream in(body);
  Json value;
  in >> value;
  return value;
} catch (const Json::exception&) {
  return {};
}

// As endpoints do.
void Set(RecordedAnswer& answer, int status, const Json& body) {
  answer.status = status;
  answer.body = Dumped(body);
}

std::string OrgOf(const OutgoingRequest& request) {
  const auto org = request.headers.find("X-Grafana-Org-Id");
  return org == request.headers.end() ? "1" : org->second;
}

void InsertAfter(Json& object, const std::string& before, const std::string& name, const Json& value) {
  Json out = Json::object();
  for (const auto& [key, old] : object.items()) {
    out[key] = old;
    if (key == before) out[name] = value;
  }
  object = out;
}

// Actions with their scopes, as far as a case looks at them.
void TellScopes(RecordedAnswer& answer) {
  Json scopes = Json::object();
  const Json actions = Json::parse(answer.body, nullptr, false);
  for (const auto& [action, granted] : actions.items()) {
    const bool scoped = action.starts_with("serviceaccounts:") && action != "serviceaccounts:create";
    scopes[action] = {scoped ? "serviceaccounts:*" : ""};
  }
  Set(answer, answer.status, scopes);
}

}  // namespace

ReleaseProxy::ReleaseProxy(Endpoint server, const std::string& release)
    : server_(std::move(server)),
      release_(ReadRelease(release).value()),
      version_(release),
      http_([this](const OutgoingRequest& request) { return Answer(request); }) {}

std::string ReleaseProxy::Url() const { return "http://127.0.0.1:" + std::to_string(http_.port()); }

RecordedAnswer ReleaseProxy::Ask(const OutgoingRequest& request) const {
  return Send(server_, request).value_or(RecordedAnswer{.status = 502});
}

Json ReleaseProxy::AskAsAdmin(const OutgoingRequest& like, const std::string& method, const std::string& target,
                              const std::string& body) const {
  OutgoingRequest request{.method = method, .target = target, .who = "admin:admin"};
  request.headers["X-Grafana-Org-Id"] = OrgOf(like);
  if (!body.empty()) request.body = body;
  return Json::parse(Ask(request).body, nullptr, false);
}

RecordedAnswer ReleaseProxy::Answer(OutgoingRequest request) {
  const std::lock_guard lock(mutex_);
  if (auto alone = AnswerAlone(request)) return *alone;
  RecordedAnswer answer = Ask(request);
  Translate(request, answer);
  return answer;
}

std::optional<RecordedAnswer> ReleaseProxy::AnswerAlone(OutgoingRequest& request) {
  std::smatch parts;
  const std::regex account(kAccounts + "/([^/?]+)(.*)");
  if (From(11, 5) && std::regex_match(request.target, parts, account) && parts[1] != "search" &&
      !std::regex_match(parts[1].str(), std::regex("-?[0-9]+"))) {
    if (!std::regex_match(parts[1].str(), std::regex("u[0-9]+"))) return LayerRefusal(404, "Not found");
    request.target = kAccounts + "/" + std::to_string(std::stol(parts[1].str().substr(1))) + parts[2].str();
  }
  if (From(12, 1) && request.target.starts_with("/api/auth/keys")) return LayerRefusal(404, "Not found");
  if (!From(9, 0) && request.method == "PATCH" &&
      request.body.value_or("").find("\"role\":\"editor\"") != std::string::npos)
    return RecordedAnswer{400, {{"Content-Type", "application/json"}}, R"({"message":"Bad request data"})"};
  if (From(11, 0)) ReplaceAll(request.target, "query=sa-" + OrgOf(request) + "-", "query=sa-");
  if (From(9, 3) && request.target == "/api/access-control/user/actions")
    request.target = "/api/access-control/user/permissions?boolean";
  return AboutToken(request);
}

std::optional<RecordedAnswer> ReleaseProxy::AboutToken(OutgoingRequest& request) {
  for (auto& [key, known] : tokens_) {
    if (request.who.find(key) == std::string::npos) {
      if (request.who.starts_with("raw:Basic ") && request.who == "raw:Basic " + ToBase64("api_key:" + key))
        request.who = "raw:Basic " + ToBase64("api_key:" + known.real);
      continue;
    }
    if (request.who == "raw:Bearer " + key) known.used = true;
    ReplaceAll(request.who, key, known.real);
    const auto org = request.headers.find("X-Grafana-Org-Id");
    if (From(11, 5) && org != request.headers.end() && org->second != known.org)
      return Typed(401, "API key does not belong to the requested organization", "api-key.organization-mismatch");
    if (From(11, 5) && request.target == "/api/user") return WhoIs(known);
  }
  return std::nullopt;
}

RecordedAnswer ReleaseProxy::WhoIs(const Known& token) const {
  OutgoingRequest like;
  like.headers["X-Grafana-Org-Id"] = token.org;
  Json account = AskAsAdmin(like, "GET", kAccounts + "/" + token.account);
  Dress(like, account);
  const Json me = {
      {"id", 0}, {"uid", "service-account:" + token.account}, {"name", account["name"]}, {"login", account["login"]}};
  return {200, {{"Content-Type", "application/json"}}, Dumped(me)};
}

void ReleaseProxy::Translate(const OutgoingRequest& request, RecordedAnswer& answer) {
  if (request.target == "/api/health") ReplaceAll(answer.body, "9.0.9", version_);
  if (answer.status >= 400) TranslateRefusal(release_, request, answer);
  if (release_ < Release{9, 4} && From(9, 3) && answer.status == 401 && request.headers.contains("Cookie"))
    answer.headers["Set-Cookie"] = "grafana_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax";
  if (From(9, 3) && request.target == "/api/access-control/user/permissions") TellScopes(answer);
  if (!request.target.starts_with(kAccounts)) return;
  if (request.target.find("/tokens") != std::string::npos) {
    TranslateTokens(request, answer);
  } else if (answer.status < 300) {
    TranslateAccounts(request, answer);
  }
}

// An account as the release shows it.
void ReleaseProxy::Dress(const OutgoingRequest& request, Json& account) const {
  const std::string id = std::to_string(account.value("id", 0));
  if (From(11, 0)) {
    std::string login = account.value("login", "");
    account["login"] = login.replace(0, 3, "sa-" + std::to_string(account.value("orgId", 0)) + "-");
  }
  if (From(11, 5)) InsertAfter(account, "id", "uid", "u" + std::string(9 - id.size(), '0') + id);
  if (!account.contains("teams")) return;
  if (!From(9, 0)) account["teams"] = Json::array();
  const Json tokens = AskAsAdmin(request, "GET", kAccounts + "/" + id + "/tokens");
  if (From(9, 1) && request.method == "GET" && !tokens.empty()) account["tokens"] = tokens.size();
}

void ReleaseProxy::TranslateAccounts(const OutgoingRequest& request, RecordedAnswer& answer) const {
  Json body = Json::parse(answer.body, nullptr, false);
  if (body.contains("serviceAccounts")) {
    if (From(9, 1) && request.target.find("disabled=true") != std::string::npos) {
      Json off = Json::array();
      for (const Json& account : body["serviceAccounts"]) {
        if (account.value("isDisabled", false)) off.push_back(account);
      }
      body["totalCount"] = off.size();
      body["serviceAccounts"] = off;
    }
    for (Json& account : body["serviceAccounts"]) {
      Dress(request, account);
      if (!From(9, 1) || !account.contains("accessControl")) continue;
      for (const char* action : {"serviceaccounts.permissions:read", "serviceaccounts.permissions:write"})
        account["accessControl"][action] = true;
    }
  } else if (answer.status == 201 && From(9, 1)) {
    const Json asked = FirstOf(request.body.value_or(""));
    Json given = {{"role", asked.value("role", asked.value("Role", "Viewer"))},
                  {"isDisabled", asked.value("isDisabled", false)}};
    (void)AskAsAdmin(request, "PATCH", kAccounts + "/" + std::to_string(body.value("id", 0)), given.dump());
    for (const char* member : {"role", "isDisabled"}) body[member] = given[member];
    Dress(request, body);
    if (!From(9, 5)) body["orgId"] = -1;
  } else if (body.contains("login")) {
    Dress(request, body);
    if (request.method == "PATCH" && From(9, 1))
      body = {
          {"id", body["id"]}, {"message", "Service account updated"}, {"name", body["name"]}, {"serviceaccount", body}};
  }
  answer.body = Dumped(body);
}

void ReleaseProxy::TranslateTokens(const OutgoingRequest& request, RecordedAnswer& answer) {
  if (answer.status != 200) return;
  Json body = Json::parse(answer.body, nullptr, false);
  if (request.method == "POST") {
    const std::string account =
        request.target.substr(kAccounts.size() + 1, request.target.find("/tokens") - kAccounts.size() - 1);
    const std::string real = body["key"];
    if (!From(9, 0))
      body["key"] =
          ToBase64(R"({"k":")" + real.substr(5, 32) + R"(","n":")" + body["name"].get<std::string>() + R"(","id":1})");
    tokens_[body["key"]] = {account, OrgOf(request), real, body["id"]};
  } else if (request.method == "DELETE") {
    if (From(9, 1)) body["message"] = "Service account token deleted";
  } else if (From(9, 1)) {
    for (Json& token : body) {
      Json used = nullptr;
      for (const auto& [key, known] : tokens_) {
        if (known.used && known.id == token["id"]) used = token["created"];
      }
      InsertAfter(token, "created", "lastUsedAt", used);
      if (From(9, 3)) token["isRevoked"] = false;
    }
  }
  answer.body = Dumped(body);
}

}  // namespace grafake::conformance
