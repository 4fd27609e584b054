#include "server/verbs/exec_token.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "server/domain/base64.h"
#include "server/system_time.h"

namespace grafake::server {
namespace {

using ExecJson = nlohmann::json;

constexpr const char* kAccount = "grafake exec";

class Admin {
 public:
  explicit Admin(World& world) : world_(world), settings_(world.settings()) {}

  // The answer's JSON; the error is what the server says.
  tl::expected<ExecJson, std::string> Ask(std::string method, std::string path,
                                          const ExecJson& body = ExecJson::object()) const {
    const FirstAdmin& admin = settings_.admin;
    Request request{.method = std::move(method), .path = std::move(path), .query = "", .body = body.dump()};
    request.headers = {{"Content-Type", "application/json"},
                       {"Authorization", "Basic " + EncodeBase64(admin.login + ":" + admin.password)}};
    const auto query = request.path.find('?');
    if (query != std::string::npos) request.query = request.path.substr(query + 1);
    request.path = request.path.substr(0, query);
    const Response response = world_.Handle(request);
    auto answer = ExecJson::parse(response.body, nullptr, false);
    if (response.status < 300) return answer;
    return tl::unexpected(answer.is_object() ? answer.value("message", response.body) : response.body);
  }

  [[nodiscard]] bool has_accounts() const { return settings_.roles.service_accounts; }

 private:
  World& world_;
  const InstanceSettings& settings_;
};

// The account of an earlier run on the same database, or a new one.
tl::expected<std::int64_t, std::string> FindAccount(const Admin& admin, const std::string& role) {
  const auto found = admin.Ask("GET", "/api/serviceaccounts/search?query=grafake+exec");
  if (!found) return tl::unexpected(found.error());
  for (const ExecJson& account : (*found)["serviceAccounts"]) {
    if (account["name"] != kAccount) continue;
    const std::int64_t id = account["id"];
    const auto changed = admin.Ask("PATCH", "/api/serviceaccounts/" + std::to_string(id), {{"role", role}});
    if (!changed) return tl::unexpected(changed.error());
    return id;
  }
  const auto made = admin.Ask("POST", "/api/serviceaccounts", {{"name", kAccount}, {"role", role}});
  if (!made) return tl::unexpected(made.error());
  return (*made)["id"].get<std::int64_t>();
}

std::string TokenName() { return "exec " + std::to_string(SystemTime().time_since_epoch().count()); }

}  // namespace

tl::expected<std::string, std::string> MakeToken(World& world, const std::string& role) {
  const Admin admin(world);
  const ExecJson token = {{"name", TokenName()}, {"role", role}};
  if (!admin.has_accounts()) {
    const auto key = admin.Ask("POST", "/api/auth/keys", token);
    return key ? tl::expected<std::string, std::string>((*key)["key"].get<std::string>()) : tl::unexpected(key.error());
  }
  const auto account = FindAccount(admin, role);
  if (!account) return tl::unexpected(account.error());
  const auto made =
      admin.Ask("POST", "/api/serviceaccounts/" + std::to_string(*account) + "/tokens", {{"name", token["name"]}});
  return made ? tl::expected<std::string, std::string>((*made)["key"].get<std::string>())
              : tl::unexpected(made.error());
}

}  // namespace grafake::server
