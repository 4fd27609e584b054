#include "conformance/suite/session.h"

#include <algorithm>
#include <cctype>

#include "conformance/suite/creations.h"

namespace grafake::conformance {
namespace {

constexpr const char* kPassword = "cf-Secret-";  // and the run's id: no password is used twice

// Grafana keeps a signed-in user for 5 s; from this release on, permissions for 10 s besides.
constexpr ReleaseLine kKeepsPermissions{9, 3};

std::string Lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool Begins(const std::string& target, const std::string& path) { return target.starts_with(path); }

OutgoingRequest WithBody(const std::string& method, const std::string& target, const Json& body,
                         const std::string& who) {
  return {.method = method, .target = target, .who = who, .body = body.dump()};
}

}  // namespace

Session::Session(const Case& test, const Setting& setting)
    : setting_(setting),
      prefix_("cf-" + setting.run + "-" + Lower(test.id) + "-"),
      admin_(setting.admin),
      org_(setting.org),
      conversation_(setting.endpoint) {
  if (!test.server.Given()) return;
  if (setting.command == nullptr)
    throw Unsupported("it needs a server of its own, with other settings; give --server to have one started");
  own_ = std::make_unique<Target>(*setting.command, setting.directory / test.id);
  StartOwn(test.server);
}

void Session::StartOwn(const ServerSettings& settings) {
  if (auto started = own_->Start(settings.environment, settings.ini, {}); !started) throw Blocked(started.error());
  settings_ = settings;
  admin_ = "admin:admin";
  org_ = 1;
  setting_.ledger = nullptr;
  setting_.missing.clear();
  conversation_.MoveTo({.port = own_->port()});
}

void Session::Restart() { Restart(ServerSettings(settings_)); }

void Session::Restart(const ServerSettings& settings) {
  if (auto stopped = own_->Stop(); !stopped) throw Blocked(stopped.error());
  StartOwn(settings);
}

void Session::Require(Feature feature) const {
  if (!setting_.missing.contains(feature)) return;
  if (feature == Feature::kAccounts) throw Unsupported("the target has no service accounts, or hides them");
  if (feature == Feature::kRbac) throw Unsupported("the target has no role-based access control");
  throw Unsupported("the administrator that was given is none of the whole server");
}

void Session::CheckSupported(const OutgoingRequest& request) const {
  if (request.who != admin_) return;
  if (Begins(request.target, "/api/serviceaccounts")) Require(Feature::kAccounts);
  for (const char* path : {"/api/admin", "/api/orgs", "/api/users"}) {
    if (Begins(request.target, path)) Require(Feature::kServerAdmin);
  }
}

Reply Session::Send(const OutgoingRequest& request) {
  CheckSupported(request);
  const auto org = request.headers.find("X-Grafana-Org-Id");
  auto made = MadeBy(request, org == request.headers.end() ? org_ : std::atoll(org->second.c_str()));
  if (made && setting_.ledger != nullptr) setting_.ledger->Asked(*made);
  const Reply reply = conversation_.Send(request);
  if (made) TakeIn(*std::move(made), reply.answer());
  if (reply.answer().status == 200) TakeOut(request);
  return reply;
}

void Session::TakeIn(Made made, const RecordedAnswer& answer) {
  made.id = IdGiven(made, answer);
  if (made.id != 0) made_.push_back(made);
  if (setting_.ledger == nullptr) return;
  made.id != 0 ? setting_.ledger->Exists(made) : setting_.ledger->Gone(made);
}

void Session::TakeOut(const OutgoingRequest& request) {
  const auto gone = std::ranges::find_if(made_, [&](const Made& made) { return RemovedBy(request, made); });
  if (gone == made_.end()) return;
  if (setting_.ledger != nullptr) setting_.ledger->Gone(*gone);
  made_.erase(gone);
}

Reply Session::Post(const std::string& target, const Json& body, const std::string& who) {
  return Send(WithBody("POST", target, body, who));
}

Reply Session::Put(const std::string& target, const Json& body, const std::string& who) {
  return Send(WithBody("PUT", target, body, who));
}

Reply Session::Patch(const std::string& target, const Json& body, const std::string& who) {
  return Send(WithBody("PATCH", target, body, who));
}

Reply Session::PostRaw(const std::string& target, const std::string& body, const HeaderMap& headers) {
  return Send({.method = "POST", .target = target, .who = admin_, .headers = headers, .body = body});
}

Reply Session::AwaitGet(const std::string& target, const std::string& who, const AnswerMatcher& matcher,
                        std::source_location where) {
  return conversation_.Await({"GET", target, who}, matcher, setting_.release < kKeepsPermissions ? 8 : 17, where);
}

void Session::Expect(bool holds, const std::string& expected, const std::string& got, std::source_location where) {
  if (!holds) conversation_.Note("(what was answered above)", expected, got, where);
}

OutgoingRequest Session::In(std::int64_t org, OutgoingRequest request) const {
  if (org != 0 && org != org_) request.headers["X-Grafana-Org-Id"] = std::to_string(org);
  return request;
}

Account Session::NewAccount(const std::string& role, std::int64_t org) {
  Account account{.name = Fresh("bot")};
  const Json body = {{"name", account.name}, {"role", role.empty() ? "Viewer" : role}};
  const Reply made = Send(In(org, WithBody("POST", "/api/serviceaccounts", body, admin_))).Needs(Status(201));
  account.id = made.Id();
  account.login = made.Text("/login");
  // Before 9.1 the role of the body is not looked at.
  if (!role.empty() && role != "Viewer")
    Send(In(org, WithBody("PATCH", account.Path(), {{"role", role}}, admin_))).Needs(Status(200));
  return account;
}

Token Session::NewToken(const Account& account, std::int64_t seconds, std::int64_t org) {
  Token token{.name = Fresh("token")};
  const Json body = {{"name", token.name}, {"secondsToLive", seconds}};
  const Reply made = Send(In(org, WithBody("POST", account.Path("/tokens"), body, admin_))).Needs(Status(200));
  token.id = made.Id();
  token.key = made.Text("/key");
  return token;
}

Token Session::NewKey(const std::string& role, std::int64_t seconds) {
  Token key{.name = Fresh("key")};
  const Reply made = Post("/api/auth/keys", {{"name", key.name}, {"role", role}, {"secondsToLive", seconds}});
  made.Needs(Status(200));
  key.id = made.Id();
  key.key = made.Text("/key");
  return key;
}

Person Session::NewPerson(const std::string& role, std::int64_t org) {
  const std::int64_t home = org == 0 ? org_ : org;
  Person person{.login = Fresh("user"), .password = kPassword + setting_.run};
  const Json body = {{"name", "Person of " + person.login},
                     {"email", person.login + "@example.com"},
                     {"login", person.login},
                     {"password", person.password},
                     {"OrgId", home}};
  person.id = Post("/api/admin/users", body).Needs(Status(200)).Id();
  const std::string member = "/api/orgs/" + std::to_string(home) + "/users/" + std::to_string(person.id);
  Patch(member, {{"role", role}}).Needs(Status(200));
  return person;
}

std::int64_t Session::NewOrg() { return Post("/api/orgs", {{"name", Fresh("org")}}).Needs(Status(200)).Id("/orgId"); }

std::int64_t Session::NewTeam() {
  return Post("/api/teams", {{"name", Fresh("team")}}).Needs(Status(200)).Id("/teamId");
}

std::vector<std::string> Session::Clean() {
  std::vector<std::string> left;
  for (auto made = own_ ? made_.rend() : made_.rbegin(); made != made_.rend(); ++made) {
    if (!Remove(conversation_.endpoint(), admin_, *made)) {
      left.push_back(made->kind + " " + made->name);
    } else if (setting_.ledger != nullptr) {
      setting_.ledger->Gone(*made);
    }
  }
  made_.clear();
  return left;
}

}  // namespace grafake::conformance
