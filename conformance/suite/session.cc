#include "conformance/suite/session.h"

#include <algorithm>
#include <cctype>

#include "conformance/interruption.h"
#include "conformance/suite/creations.h"
#include "conformance/suite/told.h"
#include "conformance/working_directory.h"

namespace grafake::conformance {
namespace {

constexpr const char* kPassword = "cf-Secret-1-";  // and the run's id: no password is used twice

// How late a change may show: a signed-in user is kept for 5 s; permissions, besides, for 10 s from 9.3 on and for a
// minute in later releases.
double LatestSeconds(const Release& release) {
  const bool at_once = release < Release{9, 3} || release >= Release{12, 4};
  if (at_once) return 8;
  const bool within_ten = release < Release{9, 4} || (release >= Release{10, 1} && release < Release{10, 2});
  return within_ten ? 17 : 75;
}

// What a target says when its configuration, not its program, refuses.
constexpr const char* kConfigured[] = {"Quota reached", "Number of seconds before expiration",
                                       "Cannot create token with no expiration date", "Login is disabled"};

std::string Lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool IsBelow(const std::string& target, const std::string& path) { return target.starts_with(path); }

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
  own_directory_ = setting.directory / test.id;
  own_ = std::make_unique<Target>(*setting.command, own_directory_);
  StartOwn(test.server);
}

void Session::StartOwn(const ServerSettings& settings) {
  Write(settings.files);
  const std::string ini = Substituted(settings.ini, {{"dir", own_directory_.string()}});
  if (auto started = own_->Start(settings.environment, ini, {}); !started) throw Blocked(started.error());
  settings_ = settings;
  admin_ = "admin:admin";
  org_ = 1;
  setting_.ledger = nullptr;
  setting_.missing.clear();
  setting_.settings = Json::object();
  conversation_.MoveTo({.port = own_->port()});
}

void Session::Restart() { Restart(ServerSettings(settings_)); }

void Session::Restart(const ServerSettings& settings) {
  if (auto stopped = own_->Stop(); !stopped) throw Blocked(stopped.error());
  StartOwn(settings);
}

void Session::Require(Feature feature) const {
  if (!setting_.missing.contains(feature)) return;
  switch (feature) {
    case Feature::kAccounts:
      throw Unsupported(
          "the target has no service accounts, or hides them: before 9.1 they need "
          "GF_FEATURE_TOGGLES_ENABLE=serviceAccounts");
    case Feature::kServerAdmin:
      throw Unsupported("the administrator that was given is none of the whole server");
    case Feature::kPerson:
      throw Unsupported("the administrator that was given is a token, not a user");
    case Feature::kRbac:
      throw Unsupported("the target has no role-based access control");
    case Feature::kNoStrangers:
      throw Unsupported("the target lets callers without credentials in: [auth.anonymous] enabled");
    case Feature::kPlainAnswers:
      throw Unsupported("the target adds to its errors: app_mode is not production, or requests are traced");
  }
}

std::string Session::Configured(const std::string& section, const std::string& key, const std::string& usual) const {
  return TextTold("GET /api/admin/settings", setting_.settings, "/" + section + "/" + key, usual);
}

void Session::RequireSetting(const std::string& section, const std::string& key, const std::string& value) const {
  const std::string got = Configured(section, key, value);
  if (got != value) throw Unsupported("the target is configured so: [" + section + "] " + key + " = " + got);
}

void Session::CheckSupported(const OutgoingRequest& request) const {
  if (IsBelow(request.target, "/api/serviceaccounts")) Require(Feature::kAccounts);
  if (request.method == "POST") CheckOrgOfNew(request.target);
  if (request.who != admin_) return;
  if (IsBelow(request.target, "/api/user") && !IsBelow(request.target, "/api/users")) Require(Feature::kPerson);
  for (const char* path : {"/api/admin", "/api/orgs", "/api/users"}) {
    if (IsBelow(request.target, path)) Require(Feature::kServerAdmin);
  }
}

// Otherwise it would get an org of its own, where nobody looks for it; 9.1 and later do so with users only.
void Session::CheckOrgOfNew(const std::string& target) const {
  const bool account =
      (target == "/api/serviceaccounts" || target == "/api/serviceaccounts/") && setting_.release < Release{9, 1};
  if (account || target == "/api/admin/users") RequireSetting("users", "auto_assign_org", "true");
}

// A refusal that the target's owner has asked for says nothing about its promises.
void Session::CheckConfigured(int status, const std::string& message) const {
  if (own_ || status / 100 != 4) return;
  for (const char* text : kConfigured) {
    if (message.find(text) != std::string::npos) throw Unsupported("the target is configured so: " + message);
  }
}

Reply Session::Send(const OutgoingRequest& request) {
  CheckSupported(request);
  const auto org = request.headers.find("X-Grafana-Org-Id");
  auto made = MadeBy(request, org == request.headers.end() ? org_ : std::atoll(org->second.c_str()));
  if (made && setting_.ledger != nullptr) setting_.ledger->Asked(*made);
  const Reply reply = SendTo(request, made);
  if (made) TakeIn(*std::move(made), reply.answer());
  if (reply.answer().status == 200) TakeOut(request);
  if (const Json message = reply.At("/message"); message.is_string())
    CheckConfigured(reply.answer().status, message.get<std::string>());
  return reply;
}

// A thing that was asked for may be there although the answer was lost.
Reply Session::SendTo(const OutgoingRequest& request, const std::optional<Made>& made) try {
  return conversation_.Send(request);
} catch (...) {
  if (made && !made->name.empty()) made_.push_back(*made);
  throw;
}

void Session::TakeIn(Made made, const RecordedAnswer& answer) {
  made.id = IdGiven(made, answer);
  // It may be there all the same.
  const bool unknown = made.id == 0 && (answer.status >= 500 || answer.status / 100 == 2) && !made.name.empty();
  if (made.id != 0 || unknown) made_.push_back(made);
  if (setting_.ledger == nullptr || unknown) return;
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
  return conversation_.Await({"GET", target, who}, matcher, LatestSeconds(setting_.release), where);
}

void Session::Expect(bool holds, const std::string& expected, const std::string& got, std::source_location where) {
  if (!holds) conversation_.Note("(what was answered above)", expected, got, where);
}

void Session::Announce(const std::string& kind, const std::string& name, std::int64_t org) {
  if (kind == "account") Require(Feature::kAccounts);
  if (kind == "account") CheckOrgOfNew("/api/serviceaccounts");
  if (kind == "user") CheckOrgOfNew("/api/admin/users");
  made_.push_back({kind, name, org == 0 ? org_ : org, 0});
  if (setting_.ledger != nullptr) setting_.ledger->Asked(made_.back());
}

OutgoingRequest Session::In(std::int64_t org, OutgoingRequest request) const {
  if (org != 0 && org != org_) request.headers["X-Grafana-Org-Id"] = std::to_string(org);
  return request;
}

Account Session::NewAccount(const std::string& role, std::int64_t org) {
  Account account{.name = Fresh("bot")};
  const Json body = {{"name", account.name}, {"role", role.empty() ? "Viewer" : role}};
  const Reply made = Send(In(org, WithBody("POST", "/api/serviceaccounts", body, admin_))).Needs(Status(201));
  account.id = made.NeedsId();
  account.login = made.NeedsText("/login");
  // Before 9.1 the role of the body is not looked at, and none is answered.
  const std::string given = made.Text("/role");
  const std::string has = given.empty() ? Configured("users", "auto_assign_org_role", "Viewer") : given;
  const std::string wanted = role.empty() ? "Viewer" : role;
  if (has != wanted) Send(In(org, WithBody("PATCH", account.Path(), {{"role", wanted}}, admin_))).Needs(Status(200));
  return account;
}

Token Session::NewToken(const Account& account, std::int64_t seconds, std::int64_t org) {
  Token token{.name = Fresh("token")};
  const Json body = {{"name", token.name}, {"secondsToLive", seconds}};
  const Reply made = Send(In(org, WithBody("POST", account.Path("/tokens"), body, admin_))).Needs(Status(200));
  token.id = made.NeedsId();
  token.key = made.NeedsText("/key");
  return token;
}

Token Session::NewKey(const std::string& role, std::int64_t seconds) {
  Token key{.name = Fresh("key")};
  const Reply made = Post("/api/auth/keys", {{"name", key.name}, {"role", role}, {"secondsToLive", seconds}});
  made.Needs(Status(200));
  key.id = made.NeedsId();
  key.key = made.NeedsText("/key");
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
  person.id = Post("/api/admin/users", body).Needs(Status(200)).NeedsId();
  const std::string member = "/api/orgs/" + std::to_string(home) + "/users/" + std::to_string(person.id);
  Patch(member, {{"role", role}}).Needs(Status(200));
  return person;
}

std::int64_t Session::NewOrg() {
  return Post("/api/orgs", {{"name", Fresh("org")}}).Needs(Status(200)).NeedsId("/orgId");
}

std::int64_t Session::NewTeam() {
  return Post("/api/teams", {{"name", Fresh("team")}}).Needs(Status(200)).NeedsId("/teamId");
}

void Session::Write(const Files& files) const { WriteFiles(own_directory_, files); }

// An interrupted run has a moment for it, and what it cannot remove then is for `sweep`.
std::vector<std::string> Session::Clean() {
  const auto time = IsInterrupted() ? std::chrono::milliseconds(500) : std::chrono::seconds(30);
  const Patience patience{.until = std::chrono::steady_clock::now() + time, .interruptible = false};
  std::vector<std::string> left;
  for (auto made = own_ ? made_.rend() : made_.rbegin(); made != made_.rend(); ++made) {
    if (!Remove(conversation_.endpoint(), admin_, *made, patience)) {
      left.push_back(made->kind + " " + made->name);
    } else if (setting_.ledger != nullptr) {
      setting_.ledger->Gone(*made);
    }
  }
  made_.clear();
  return left;
}

}  // namespace grafake::conformance
