#include "server/domain/harvest.h"

#include <map>
#include <utility>

namespace grafake::server {
namespace {

Role RoleNamed(const std::string& name) { return ParseRole(name).value_or(Role::kNone); }

PlantedUser UserIn(PersonState person) {
  PlantedUser user{.login = std::move(person.login),
                   .email = std::move(person.email),
                   .name = std::move(person.name),
                   .grafana_admin = person.is_admin,
                   .disabled = person.is_disabled,
                   .nowhere = person.orgs.empty(),
                   .exact = {.id = person.id, .uid = std::move(person.uid), .created = person.created},
                   .password_hash = std::move(person.password_hash),
                   .password_salt = std::move(person.salt),
                   .theme = std::move(person.theme)};
  if (person.last_seen != person.created - std::chrono::years(10))
    user.last_seen = person.last_seen;  // else he never was
  for (auto& [org, role] : person.orgs) user.orgs.emplace_back(std::move(org), RoleNamed(role));
  return user;
}

PlantedAccount AccountIn(PersonState person) {
  PlantedAccount account{.name = std::move(person.name),
                         .disabled = person.is_disabled,
                         .exact = {.id = person.id, .uid = std::move(person.uid), .created = person.created},
                         .login = std::move(person.login)};
  if (!person.orgs.empty()) {
    account.org = std::move(person.orgs[0].first);
    account.role = RoleNamed(person.orgs[0].second);
  }
  return account;
}

PlantedToken TokenIn(KeyState key) {
  PlantedToken token{.name = std::move(key.name),
                     .created = key.created,
                     .last_used = key.last_used,
                     .id = key.id,
                     .hash = std::move(key.hash)};
  if (key.expires) token.expires = Timestamp(std::chrono::seconds(*key.expires));
  return token;
}

PlantedTeam TeamIn(TeamState team) {
  PlantedTeam planted{.name = std::move(team.name),
                      .email = std::move(team.email),
                      .org = std::move(team.org),
                      .members = {},
                      .exact = {.id = team.id, .uid = std::move(team.uid), .created = team.created}};
  // Whatever is not the admins' is the members'.
  for (auto& [login, level] : team.members)
    planted.members.push_back({std::move(login), TeamLevelOf(level).value_or(TeamLevel::kMember)});
  return planted;
}

void HarvestPeople(StateStore& store, Plants& plants, std::map<std::int64_t, std::size_t>& accounts) {
  for (PersonState& person : store.People()) {
    if (!person.is_account) {
      plants.users.push_back(UserIn(std::move(person)));
    } else if (!person.orgs.empty()) {  // others nobody can reach
      accounts.emplace(person.id, plants.accounts.size());
      plants.accounts.push_back(AccountIn(std::move(person)));
    }
  }
}

PlantedDataSource SourceIn(DataSourceRow row, const std::string& org) {
  return {.org = org,
          .wish = {.uid = std::move(row.uid),
                   .name = std::move(row.name),
                   .type = std::move(row.type),
                   .access = std::move(row.access),
                   .url = std::move(row.url),
                   .user = std::move(row.user),
                   .database = std::move(row.database),
                   .basic_auth = row.basic_auth,
                   .basic_auth_user = std::move(row.basic_auth_user),
                   .with_credentials = row.with_credentials,
                   .is_default = row.is_default,
                   .json_data = std::move(row.json_data),
                   .version = row.version,
                   .read_only = row.read_only},
          .id = row.id,
          .sealed = std::move(row.secrets)};
}

// What is of no org any more nobody can reach.
void HarvestObjects(DataSources& sources, Playlists& playlists, const std::map<std::int64_t, std::string>& orgs,
                    Plants& plants) {
  for (DataSourceRow& row : sources.ListAll()) {
    if (const auto org = orgs.find(row.org_id); org != orgs.end())
      plants.data_sources.push_back(SourceIn(std::move(row), org->second));
  }
  for (PlaylistRow& row : playlists.ListAll()) {
    if (const auto org = orgs.find(row.org_id); org != orgs.end())
      plants.playlists.push_back({.org = org->second, .row = std::move(row)});
  }
}

}  // namespace

Plants Harvest(StateStore& store, DataSources& sources, Playlists& playlists) {
  Plants plants{.replace = true};
  std::map<std::int64_t, std::string> names;
  for (OrgState& org : store.Orgs()) {
    names[org.id] = org.name;
    plants.orgs.push_back({.name = std::move(org.name), .exact = {.id = org.id, .uid = "", .created = org.created}});
  }
  HarvestObjects(sources, playlists, names, plants);
  std::map<std::int64_t, std::size_t> accounts;
  HarvestPeople(store, plants, accounts);
  for (TeamState& team : store.Teams()) plants.teams.push_back(TeamIn(std::move(team)));
  for (KeyState& key : store.Keys()) {
    std::string org = key.org;
    const Role role = RoleNamed(key.role);
    const auto account = accounts.find(key.account_id);
    if (account != accounts.end()) {
      plants.accounts[account->second].tokens.push_back(TokenIn(std::move(key)));
    } else if (key.account_id == 0) {
      plants.keys.push_back({.token = TokenIn(std::move(key)), .org = std::move(org), .role = role});
    }
  }
  return plants;
}

}  // namespace grafake::server
