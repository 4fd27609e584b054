#include "server/verbs/exec_token.h"

#include "server/system_time.h"

namespace grafake::server {
namespace {

constexpr const char* kWhere = "grafake exec";

// Another one for each run on the same database.
std::string TokenName() { return "exec " + std::to_string(SystemTime().time_since_epoch().count()); }

PlantedUser AdminOf(const FirstAdmin& admin) {
  return {.where = kWhere,
          .login = admin.login,
          .password = admin.password,
          .orgs = {{"", Role::kAdmin}},
          .grafana_admin = true,
          .kept = true};
}

}  // namespace

Plants ExecPlants(const InstanceSettings& settings, Role role) {
  Plants plants;
  if (!settings.admin.create) plants.users.push_back(AdminOf(settings.admin));
  const PlantedToken token{.where = kWhere, .name = TokenName()};
  if (settings.roles.service_accounts) {
    plants.accounts.push_back({.where = kWhere, .name = "grafake exec", .role = role, .kept = true, .tokens = {token}});
  } else {
    plants.keys.push_back({.token = token, .role = role});
  }
  return plants;
}

const std::string& ExecTokenIn(const PlantedAll& planted) {
  return planted.accounts.empty() ? planted.keys.at(0).secret : planted.accounts[0].tokens.at(0).secret;
}

}  // namespace grafake::server
