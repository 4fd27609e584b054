#include "bench/token_world.h"

#include <unistd.h>

#include <chrono>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "server/domain/base64.h"
#include "server/domain/token_format.h"

namespace grafake::bench {
namespace {

using nlohmann::json;

std::string NameOf(int number) {
  const auto now = std::chrono::system_clock::now().time_since_epoch().count();
  return "grafake-bench-" + std::to_string(now) + "-" + std::to_string(number);
}

std::string PathOf(std::int64_t account) { return "/api/serviceaccounts/" + std::to_string(account); }

}  // namespace

Exchange TokenExchange(const TargetUrl& target, const std::string& token) {
  return {.request = RequestBytes(target, {.path = "/api/org", .authorization = "Bearer " + token}), .kind = "valid"};
}

TokenWorld::TokenWorld(const TargetUrl& target, const std::string& user)
    : target_(target), basic_("Basic " + server::EncodeBase64(user)), account_(MakeAccount()) {}

TokenWorld::~TokenWorld() {
  for (const std::int64_t account : accounts_) {
    try {
      Call({"DELETE", PathOf(account), basic_, ""}, 200);
    } catch (const std::exception& e) {
      std::cerr << "grafake-bench: the account " << account << " could not be removed: " << e.what() << "\n";
    }
  }
}

json TokenWorld::Call(const RequestParts& parts, int expected) const {
  const Answer answer = Connection(target_).Exchange(RequestBytes(target_, parts));
  if (answer.status != expected) {
    throw std::runtime_error(parts.method + " " + parts.path + ": status " + std::to_string(answer.status) +
                             " (is the feature toggle serviceAccounts on, and may --user create accounts?)");
  }
  return json::parse(answer.body);
}

std::int64_t TokenWorld::MakeAccount() {
  const json body{{"name", NameOf(++names_)}, {"role", "Viewer"}};
  accounts_.push_back(Call({"POST", "/api/serviceaccounts", basic_, body.dump()}, 201).at("id"));
  return accounts_.back();
}

json TokenWorld::MakeToken(std::int64_t account, int seconds_to_live) {
  const json body{{"name", NameOf(++names_)}, {"secondsToLive", seconds_to_live}};
  return Call({"POST", PathOf(account) + "/tokens", basic_, body.dump()}, 200);
}

std::string TokenWorld::AdminToken() {
  const std::int64_t account = MakeAccount();
  Call({"PATCH", PathOf(account), basic_, R"({"role":"Admin"})"}, 200);
  return "Bearer " + MakeToken(account, 0).at("key").get<std::string>();
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
  if (kind == "expired") std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  if (kind == "deleted") {
    Call({"DELETE", PathOf(account) + "/tokens/" + token.at("id").dump(), basic_, ""}, 200);
  }
  if (kind == "disabled") Call({"PATCH", PathOf(account), basic_, R"({"isDisabled":true})"}, 200);
  return token.at("key");
}

Exchange TokenWorld::Probed(const std::string& token, const std::string& kind) const {
  const std::string request = RequestBytes(target_, {.path = "/api/org", .authorization = "Bearer " + token});
  const Answer answer = Connection(target_).Exchange(request);
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
