#include "bench/token_world.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "server/domain/base64.h"
#include "server/domain/token_format.h"

namespace grafake::bench {
namespace {

using nlohmann::json;

constexpr std::chrono::milliseconds kHurriedCleaning{300};  // after an interruption, for all accounts

std::string NameOf(int number) {
  const auto now = std::chrono::system_clock::now().time_since_epoch().count();
  return "grafake-bench-" + std::to_string(now) + "-" + std::to_string(number);
}

[[noreturn]] void FailOn(const std::string& what, const char* member, const char* wanted) {
  throw std::runtime_error("the answer to the creation of " + what + " has no " + member + " that is " + wanted +
                           ": is this a Grafana?");
}

std::int64_t IdIn(const json& answer, const std::string& what) {
  const auto id = answer.is_object() ? answer.find("id") : answer.end();
  if (id == answer.end() || !id->is_number_integer()) FailOn(what, "id", "a whole number");
  return id->get<std::int64_t>();
}

std::string KeyIn(const json& answer) {
  const auto key = answer.is_object() ? answer.find("key") : answer.end();
  if (key == answer.end() || !key->is_string()) FailOn("a token", "key", "a text");
  return key->get<std::string>();
}

// A failure says what was asked.
Answer Asked(const TargetUrl& target, const RequestParts& parts, const Patience& patience) {
  Connection connection(target, patience);
  try {
    return connection.Exchange(RequestBytes(target, parts));
  } catch (const Stopped&) {
    throw;
  } catch (const std::exception& e) {
    throw std::runtime_error(parts.method + " " + parts.path + ": " + e.what());
  }
}

std::string PathOf(std::int64_t account) { return "/api/serviceaccounts/" + std::to_string(account); }

}  // namespace

Exchange TokenExchange(const TargetUrl& target, const std::string& token) {
  return {.request = RequestBytes(target, {.path = "/api/org", .authorization = "Bearer " + token}), .kind = "valid"};
}

TokenWorld::TokenWorld(const TargetUrl& target, const std::string& authorization, const std::atomic<bool>* stop)
    : target_(target), authorization_(authorization), stop_(stop), account_(MakeAccount()) {}

TokenWorld::~TokenWorld() { RemoveAccounts(); }

void TokenWorld::RemoveAccounts() {
  const bool hurries = stop_ != nullptr && *stop_;
  const auto end = std::chrono::steady_clock::now() + kHurriedCleaning;
  for (const std::int64_t account : accounts_) {
    Patience patience;
    if (hurries) patience.answer = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    try {
      if (patience.answer.count() <= 0) throw std::runtime_error("no time was left");
      Call({"DELETE", PathOf(account), authorization_, ""}, 200, patience);
    } catch (const std::exception& e) {
      std::cerr << "grafake-bench: the account " << account << " could not be removed: " << e.what() << "\n";
    }
  }
}

json TokenWorld::Call(const RequestParts& parts, int expected) const { return Call(parts, expected, {.stop = stop_}); }

json TokenWorld::Call(const RequestParts& parts, int expected, const Patience& patience) const {
  const Answer answer = Asked(target_, parts, patience);
  if (answer.status != expected) {
    throw std::runtime_error(parts.method + " " + parts.path + ": status " + std::to_string(answer.status) +
                             " (is the feature toggle serviceAccounts on, and may those credentials create accounts?)");
  }
  json parsed = json::parse(answer.body, nullptr, false);
  if (parsed.is_discarded()) throw std::runtime_error(parts.method + " " + parts.path + ": the answer is not JSON");
  return parsed;
}

void TokenWorld::Sleep(std::chrono::milliseconds time) const {
  constexpr std::chrono::milliseconds kBetweenLooks{100};
  for (; time > time.zero(); time -= kBetweenLooks) {
    if (stop_ != nullptr && *stop_) throw Stopped();
    std::this_thread::sleep_for(std::min(time, kBetweenLooks));
  }
}

std::int64_t TokenWorld::MakeAccount() {
  const json body{{"name", NameOf(++names_)}, {"role", "Viewer"}};
  accounts_.push_back(IdIn(Call({"POST", "/api/serviceaccounts", authorization_, body.dump()}, 201), "an account"));
  return accounts_.back();
}

json TokenWorld::MakeToken(std::int64_t account, int seconds_to_live) {
  const json body{{"name", NameOf(++names_)}, {"secondsToLive", seconds_to_live}};
  return Call({"POST", PathOf(account) + "/tokens", authorization_, body.dump()}, 200);
}

std::string TokenWorld::AdminToken() {
  const std::int64_t account = MakeAccount();
  Call({"PATCH", PathOf(account), authorization_, R"({"role":"Admin"})"}, 200);
  return "Bearer " + KeyIn(MakeToken(account, 0));
}

std::string TokenWorld::TokenOf(const std::string& kind) {
  if (kind == "malformed") return "glsa_malformed";
  std::string unknown = server::NewPrefixedToken();
  if (kind == "unknown") return unknown;
  if (kind == "checksum") {
    unknown.back() = unknown.back() == '0' ? '1' : '0';
    return unknown;
  }
  const std::int64_t account = kind == "disabled" ? MakeAccount() : account_;
  const json token = MakeToken(account, kind == "expired" ? 1 : 0);
  if (kind == "expired") Sleep(std::chrono::milliseconds(1100));
  if (kind == "deleted") {
    Call({"DELETE", PathOf(account) + "/tokens/" + std::to_string(IdIn(token, "a token")), authorization_, ""}, 200);
  }
  if (kind == "disabled") Call({"PATCH", PathOf(account), authorization_, R"({"isDisabled":true})"}, 200);
  return KeyIn(token);
}

Exchange TokenWorld::Probed(const std::string& token, const std::string& kind) const {
  const std::string request = RequestBytes(target_, {.path = "/api/org", .authorization = "Bearer " + token});
  const Answer answer = Connection(target_, {.stop = stop_}).Exchange(request);
  const bool success = answer.status == 200;
  if (success != (kind == "valid")) {
    throw std::runtime_error("GET /api/org with a token of kind " + kind + ": status " + std::to_string(answer.status));
  }
  return {request, answer.status, answer.body, kind};
}

Workload TokenWorld::Mixed(const Mix& mix, const std::vector<std::string>& more) {
  Workload workload;
  for (const auto& [kind, weight] : mix) {
    if (kind == "valid" && !more.empty()) continue;
    workload.Add(Probed(TokenOf(kind), kind), weight);
  }
  for (const std::string& token : more) {
    workload.Add(TokenExchange(target_, token));
  }
  return workload;
}

}  // namespace grafake::bench
