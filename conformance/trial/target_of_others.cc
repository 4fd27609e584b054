#include "conformance/trial/target_of_others.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "conformance/commands/reference_server.h"

namespace grafake::conformance {
namespace {

using nlohmann::json;

constexpr const char* kLists[] = {"/api/serviceaccounts/search?perpage=100000",
                                  "/api/users?perpage=100000",
                                  "/api/teams/search?perpage=100000",
                                  "/api/orgs?perpage=100000",
                                  "/api/auth/keys?includeExpired=true",
                                  "/api/org",
                                  "/api/user",
                                  "/api/org/users"};

// Whoever asks is seen while asking.
void Forget(json& value) {
  if (value.is_object()) {
    for (const char* name : {"lastSeenAt", "lastSeenAtAge"}) value.erase(name);
  }
  if (value.is_structured()) {
    for (json& part : value) Forget(part);
  }
}

}  // namespace

TargetOfOthers::TargetOfOthers(const std::filesystem::path& directory, const Variables& environment,
                               const std::string& ini, const std::string& path, const std::string& admin)
    : target_(ReferenceServer(GRAFAKE_SERVER), directory), admin_(admin) {
  if (auto started = target_.Start(environment, ini, {}); !started) throw std::runtime_error(started.error());
  endpoint_ = {.port = target_.port(), .path = path};
}

int TargetOfOthers::Ask(const std::string& method, const std::string& target, const std::string& body) const {
  OutgoingRequest request{.method = method, .target = target, .who = admin_};
  if (!body.empty()) request.body = body;
  const auto answer = Send(endpoint_, request);
  return answer ? answer->status : 0;
}

// {n} in the body is the number.
void TargetOfOthers::Make(const std::string& target, const std::string& body, int count) const {
  for (int i = 0; i < count; ++i) {
    std::string text = body;
    for (auto at = text.find("{n}"); at != std::string::npos; at = text.find("{n}"))
      text.replace(at, 3, std::to_string(i));
    if (Ask("POST", target, text) / 100 != 2) throw std::runtime_error(target + " did not make " + text);
  }
}

void TargetOfOthers::Fill(int accounts, int users, int teams, int orgs, int keys) const {
  Make("/api/serviceaccounts", R"({"name":"theirs {n}"})", accounts);
  Make("/api/admin/users", R"({"login":"their-{n}","password":"their-password"})", users);
  Make("/api/teams", R"({"name":"their team {n}"})", teams);
  Make("/api/orgs", R"({"name":"their org {n}"})", orgs);
  Make("/api/auth/keys", R"({"name":"their key {n}","role":"Viewer"})", keys);
}

std::string TargetOfOthers::Listing() const {
  std::string all;
  for (const char* list : kLists) {
    const auto answer = Send(endpoint_, {"GET", list, admin_});
    json body = json::parse(answer ? answer->body : "", nullptr, false);
    Forget(body);
    all += std::string(list) + " " + std::to_string(answer ? answer->status : 0) + " " + body.dump() + "\n";
  }
  return all;
}

}  // namespace grafake::conformance
