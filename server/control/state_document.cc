#include "server/control/state_document.h"

#include "server/control/document_seed.h"
#include "server/control/source_seed.h"
#include "server/control/time_words.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// What is empty is left out, as a seed may leave it out.
void TellText(JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.Member(name, text);
}

void TellTime(JsonWriter& json, std::string_view name, const std::optional<Timestamp>& time) {
  if (time) json.Member(name, TimestampText(*time));
}

JsonWriter& BeginRow(JsonWriter& json, const ExactRow& row) {
  json.BeginObject().Member("id", row.id);
  TellText(json, "uid", row.uid);
  return json;
}

void TellClock(JsonWriter& json, const TestClock::Pace& clock) {
  if (clock.follows) return;
  json.Key("clock").BeginObject().Member("at", InstantText(clock.now)).Member("frozen", clock.rate == 0).EndObject();
}

void TellOrgs(JsonWriter& json, const std::vector<PlantedOrg>& orgs) {
  json.Key("orgs").BeginArray();
  for (const PlantedOrg& org : orgs) {
    BeginRow(json, org.exact).Member("name", org.name);
    TellTime(json, "created", org.exact.created);
    json.EndObject();
  }
  json.EndArray();
}

void TellUser(JsonWriter& json, const PlantedUser& user) {
  BeginRow(json, user.exact).Member("login", user.login);
  TellText(json, "email", user.email);
  TellText(json, "name", user.name);
  TellText(json, "theme", user.theme);
  TellText(json, "password_hash", user.password_hash);
  TellText(json, "password_salt", user.password_salt);
  json.Key("orgs").BeginObject();
  for (const auto& [org, role] : user.orgs) json.Member(org, RoleName(role));
  json.EndObject().Member("grafana_admin", user.grafana_admin).Member("disabled", user.disabled);
  TellTime(json, "created", user.exact.created);
  TellTime(json, "last_seen", user.last_seen);
  json.EndObject();
}

// The login alone, as long as there is no more to say.
void TellTeamMember(JsonWriter& json, const PlantedTeam::Member& member) {
  if (member.level == TeamLevel::kMember) {
    json.Value(member.login);
  } else {
    json.BeginObject().Member("login", member.login).Member("permission", "Admin").EndObject();
  }
}

void TellTeam(JsonWriter& json, const PlantedTeam& team) {
  BeginRow(json, team.exact).Member("name", team.name);
  TellText(json, "email", team.email);
  json.Member("org", team.org).Key("members").BeginArray();
  for (const PlantedTeam::Member& member : team.members) TellTeamMember(json, member);
  json.EndArray();
  TellTime(json, "created", team.exact.created);
  json.EndObject();
}

// The members of its object.
void TellToken(JsonWriter& json, const PlantedToken& token) {
  json.Member("id", token.id).Member("name", token.name).Member("hash", token.hash);
  TellTime(json, "created", token.created);
  TellTime(json, "expires", token.expires);
  TellTime(json, "last_used", token.last_used);
}

void TellAccount(JsonWriter& json, const PlantedAccount& account) {
  BeginRow(json, account.exact).Member("name", account.name).Member("login", account.login);
  json.Member("org", account.org).Member("role", RoleName(account.role)).Member("disabled", account.disabled);
  TellTime(json, "created", account.exact.created);
  json.Key("tokens").BeginArray();
  for (const PlantedToken& token : account.tokens) {
    TellToken(json.BeginObject(), token);
    json.EndObject();
  }
  json.EndArray().EndObject();
}

void TellKey(JsonWriter& json, const PlantedKey& key) {
  TellToken(json.BeginObject(), key.token);
  json.Member("org", key.org).Member("role", RoleName(key.role)).EndObject();
}

template <class Row>
void TellAll(JsonWriter& json, std::string_view name, const std::vector<Row>& rows,
             void (*tell)(JsonWriter& json, const Row& row)) {
  json.Key(name).BeginArray();
  for (const Row& row : rows) tell(json, row);
  json.EndArray();
}

}  // namespace

std::string StateDocument(const Plants& plants, const TestClock::Pace& clock) {
  JsonWriter json;
  json.BeginObject().Member("replace", true);
  TellClock(json, clock);
  TellOrgs(json, plants.orgs);
  TellAll(json, "users", plants.users, TellUser);
  TellAll(json, "teams", plants.teams, TellTeam);
  TellAll(json, "service_accounts", plants.accounts, TellAccount);
  TellAll(json, "api_keys", plants.keys, TellKey);
  TellDataSources(json, plants.data_sources);
  TellPlaylists(json, plants.playlists);
  TellFolders(json, plants.folders);
  TellDashboards(json, plants.dashboards);
  json.EndObject();
  return json.Take();
}

}  // namespace grafake::server
