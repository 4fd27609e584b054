#include "server/control/seed.h"

#include <algorithm>
#include <array>
#include <utility>

#include "server/control/document_seed.h"
#include "server/control/source_seed.h"
#include "server/control/time_words.h"

namespace grafake::server {
namespace {

constexpr auto kRoles = std::to_array<std::pair<std::string_view, Role>>(
    {{"Viewer", Role::kViewer}, {"Editor", Role::kEditor}, {"Admin", Role::kAdmin}, {"None", Role::kNone}});

Role RoleOf(const MemberReader& members, std::string_view name, const std::string& word) {
  const auto found = std::ranges::find(kRoles, word, &decltype(kRoles)::value_type::first);
  if (found != kRoles.end()) return found->second;
  std::vector<std::string> words;
  for (const auto& [role_word, role] : kRoles) words.emplace_back(role_word);
  members.RefuseWord(name, word, words);
}

Role ReadRole(MemberReader& members) {
  const auto word = members.Text("role");
  return word ? RoleOf(members, "role", *word) : Role::kViewer;
}

Instant InstantAt(MemberReader& members, std::string_view name) {
  const std::string text = members.NeedText(name);
  const auto instant = ParseInstant(text);
  if (!instant) members.Refuse(name, "is \"" + text + "\"; " + std::string(instant.error()));
  return *instant;
}

// A time, or how far it is from now: "-29d".
template <class Time>
std::optional<Timestamp> ReadTime(MemberReader& members, std::string_view name, Instant now,
                                  Told<Time> (*parse)(std::string_view text, Instant now)) {
  const auto text = members.Text(name);
  if (!text) return std::nullopt;
  const auto time = parse(*text, now);
  if (!time) members.Refuse(name, "is \"" + *text + "\"; " + std::string(time.error()));
  return std::chrono::floor<std::chrono::seconds>(*time);
}

std::optional<Timestamp> ReadMoment(MemberReader& members, std::string_view name, Instant now) {
  return ReadTime(members, name, now, ParseMoment);
}

// A row's own number, which a state tells.
std::int64_t ReadId(MemberReader& members) {
  constexpr std::int64_t kHighestId = std::int64_t{1} << 53;
  const auto id = members.Integer("id");
  if (id && (*id < 1 || *id > kHighestId)) members.Refuse("id", "is " + std::to_string(*id) + "; expected 1 to 2^53");
  return id.value_or(0);
}

// {Main Org.: Editor, Team A: Admin}
std::vector<std::pair<std::string, Role>> ReadMemberships(MemberReader& user) {
  std::vector<std::pair<std::string, Role>> orgs;
  const DocumentNode* map = user.Find("orgs");
  if (map == nullptr) return orgs;
  const MemberReader inner(*map, user.PathOf("orgs"));
  for (const auto& [org, role] : inner.AllTexts()) orgs.emplace_back(org, RoleOf(inner, org, role));
  return orgs;
}

PlantedTeam::Member ReadTeamMember(MemberReader& member) {
  const std::string permission = member.Text("permission").value_or("Member");
  if (permission != "Member" && permission != "Admin") member.RefuseWord("permission", permission, {"Member", "Admin"});
  return {member.NeedText("login"), permission == "Admin" ? TeamLevel::kAdmin : TeamLevel::kMember};
}

// [ada, {login: bob, permission: Admin}]
std::vector<PlantedTeam::Member> ReadTeamMembers(MemberReader& team) {
  std::vector<PlantedTeam::Member> all;
  for (MemberReader::Item& item : team.TextsAndMaps("members")) {
    if (item.map) {
      all.push_back(ReadTeamMember(*item.map));
      item.map->Finish();
    } else {
      all.push_back({std::move(item.text)});
    }
  }
  return all;
}

// Reads the parts of a seed, and notes where each stands.
class SeedReader {
 public:
  SeedReader(Instant now, std::map<std::string, int>& lines) : now_(now), lines_(lines) {}

  template <class Part>
  std::vector<Part> All(MemberReader& members, std::string_view name, Part (SeedReader::*read)(MemberReader&)) {
    std::vector<Part> parts;
    for (MemberReader& part : members.Maps(name)) {
      lines_.emplace(part.path(), part.line());
      parts.push_back((this->*read)(part));
      part.Finish();
    }
    return parts;
  }

  PlantedOrg Org(MemberReader& org) { return {.where = org.path(), .name = org.NeedText("name"), .exact = Exact(org)}; }

  PlantedUser User(MemberReader& user) {
    const DocumentNode* orgs = user.Find("orgs");
    return {.where = user.path(),
            .login = user.NeedText("login"),
            .email = user.Text("email").value_or(""),
            .name = user.Text("name").value_or(""),
            .password = user.Text("password").value_or(""),
            .orgs = ReadMemberships(user),
            .grafana_admin = user.Boolean("grafana_admin").value_or(false),
            .disabled = user.Boolean("disabled").value_or(false),
            .nowhere = orgs != nullptr && orgs->kind == DocumentNode::Kind::kMap && orgs->members.empty(),
            .exact = Exact(user),
            .password_hash = PasswordHash(user),
            .password_salt = user.Text("password_salt").value_or(""),
            .last_seen = ReadMoment(user, "last_seen", now_),
            .theme = user.Text("theme").value_or("")};
  }

  PlantedTeam Team(MemberReader& team) {
    return {.where = team.path(),
            .name = team.NeedText("name"),
            .email = team.Text("email").value_or(""),
            .org = team.Text("org").value_or(""),
            .members = ReadTeamMembers(team),
            .exact = Exact(team)};
  }

  PlantedAccount Account(MemberReader& account) {
    PlantedAccount read{.where = account.path(),
                        .name = account.NeedText("name"),
                        .org = account.Text("org").value_or(""),
                        .role = ReadRole(account),
                        .disabled = account.Boolean("disabled").value_or(false),
                        .exact = Exact(account),
                        .login = account.Text("login").value_or("")};
    read.tokens = All(account, "tokens", &SeedReader::Token);
    return read;
  }

  PlantedToken Token(MemberReader& token) {
    return {.where = token.path(),
            .name = token.NeedText("name"),
            .secret = token.Text("key").value_or(""),
            .created = ReadMoment(token, "created", now_),
            .expires = ReadTime(token, "expires", now_, ParseExpiry),
            .last_used = ReadMoment(token, "last_used", now_),
            .id = ReadId(token),
            .hash = token.Text("hash").value_or("")};
  }

  PlantedDataSource DataSource(MemberReader& source) { return ReadDataSourceSeed(source); }

  PlantedPlaylist Playlist(MemberReader& playlist) { return ReadPlaylistSeed(playlist); }

  PlantedDocument Folder(MemberReader& folder) { return ReadFolderSeed(folder, now_); }

  PlantedDocument Dashboard(MemberReader& dashboard) { return ReadDashboardSeed(dashboard, now_); }

  PlantedKey Key(MemberReader& key) {
    return {.token = Token(key), .org = key.Text("org").value_or(""), .role = ReadRole(key)};
  }

 private:
  ExactRow Exact(MemberReader& row) const {
    return {.id = ReadId(row), .uid = row.Text("uid").value_or(""), .created = ReadMoment(row, "created", now_)};
  }

  static std::string PasswordHash(MemberReader& user) {
    std::string hash = user.Text("password_hash").value_or("");
    if (!hash.empty() && user.Text("password")) user.Refuse("password_hash", "and password exclude each other");
    return hash;
  }

  Instant now_;
  std::map<std::string, int>& lines_;
};

void WriteWho(JsonWriter& json, const std::string& name, const std::string& value, const Planted& planted) {
  json.BeginObject().Member("id", planted.id);
  if (!planted.uid.empty()) json.Member("uid", planted.uid);
  json.Member(name, value);
}

// Of what was told by its hash nobody knows the secret.
void WriteSecret(JsonWriter& json, const std::string& name, const std::string& secret) {
  if (!secret.empty()) json.Member(name, secret);
}

void WriteTokens(JsonWriter& json, const std::vector<PlantedToken>& tokens, const std::vector<Planted>& planted) {
  json.Key("tokens").BeginArray();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    WriteWho(json, "name", tokens[i].name, planted[i]);
    WriteSecret(json, "key", planted[i].secret);
    json.EndObject();
  }
  json.EndArray();
}

// Only where there are some.
template <class Part, class NameOf>
void WriteObjects(JsonWriter& json, std::string_view title, const std::vector<Part>& parts,
                  const std::vector<Planted>& planted, NameOf name_of, const char* name = "name") {
  if (parts.empty()) return;
  json.Key(title).BeginArray();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    WriteWho(json, name, name_of(parts[i]), planted[i]);
    json.EndObject();
  }
  json.EndArray();
}

void WriteAllObjects(JsonWriter& json, const Plants& plants, const PlantedAll& planted) {
  WriteObjects(json, "data_sources", plants.data_sources, planted.data_sources,
               [](const PlantedDataSource& source) { return source.wish.name; });
  WriteObjects(json, "playlists", plants.playlists, planted.playlists,
               [](const PlantedPlaylist& playlist) { return playlist.row.name; });
  const auto title_of = [](const PlantedDocument& document) { return document.title; };
  WriteObjects(json, "folders", plants.folders, planted.folders, title_of, "title");
  WriteObjects(json, "dashboards", plants.dashboards, planted.dashboards, title_of, "title");
}

}  // namespace

std::optional<Seed::ClockStart> ReadClockStart(MemberReader& members) {
  const DocumentNode* clock = members.Find("clock");
  if (clock == nullptr) return std::nullopt;
  if (clock->kind != DocumentNode::Kind::kMap) return Seed::ClockStart{.at = InstantAt(members, "clock")};
  MemberReader inner(*clock, members.PathOf("clock"));
  Seed::ClockStart start{.at = InstantAt(inner, "at"), .frozen = inner.Boolean("frozen").value_or(false)};
  inner.Finish();
  return start;
}

Seed ReadSeed(MemberReader& members, Instant now, const std::optional<Seed::ClockStart>& clock) {
  Seed seed;
  const auto own = ReadClockStart(members);
  seed.clock = clock ? clock : own;
  seed.plants.replace = members.Boolean("replace").value_or(false);
  SeedReader reader(seed.clock ? seed.clock->at : now, seed.lines);
  seed.plants.orgs = reader.All(members, "orgs", &SeedReader::Org);
  seed.plants.users = reader.All(members, "users", &SeedReader::User);
  seed.plants.teams = reader.All(members, "teams", &SeedReader::Team);
  seed.plants.accounts = reader.All(members, "service_accounts", &SeedReader::Account);
  seed.plants.keys = reader.All(members, "api_keys", &SeedReader::Key);
  seed.plants.data_sources = reader.All(members, "data_sources", &SeedReader::DataSource);
  seed.plants.playlists = reader.All(members, "playlists", &SeedReader::Playlist);
  seed.plants.folders = reader.All(members, "folders", &SeedReader::Folder);
  seed.plants.dashboards = reader.All(members, "dashboards", &SeedReader::Dashboard);
  members.Finish();
  return seed;
}

void WriteSeeded(JsonWriter& json, const Plants& plants, const PlantedAll& planted) {
  json.BeginObject();
  json.Key("orgs").BeginArray();
  for (std::size_t i = 0; i < plants.orgs.size(); ++i) {
    WriteWho(json, "name", plants.orgs[i].name, planted.orgs[i]);
    json.EndObject();
  }
  json.EndArray().Key("users").BeginArray();
  for (std::size_t i = 0; i < plants.users.size(); ++i) {
    WriteWho(json, "login", planted.users[i].login, planted.users[i]);
    WriteSecret(json, "password", plants.users[i].password);
    json.EndObject();
  }
  json.EndArray().Key("teams").BeginArray();
  for (std::size_t i = 0; i < plants.teams.size(); ++i) {
    WriteWho(json, "name", plants.teams[i].name, planted.teams[i]);
    json.EndObject();
  }
  json.EndArray().Key("service_accounts").BeginArray();
  for (std::size_t i = 0; i < plants.accounts.size(); ++i) {
    WriteWho(json, "name", plants.accounts[i].name, planted.accounts[i]);
    json.Member("login", planted.accounts[i].login);
    WriteTokens(json, plants.accounts[i].tokens, planted.accounts[i].tokens);
    json.EndObject();
  }
  json.EndArray().Key("api_keys").BeginArray();
  for (std::size_t i = 0; i < plants.keys.size(); ++i) {
    WriteWho(json, "name", plants.keys[i].token.name, planted.keys[i]);
    WriteSecret(json, "key", planted.keys[i].secret);
    json.EndObject();
  }
  json.EndArray();
  WriteAllObjects(json, plants, planted);
  json.EndObject();
}

}  // namespace grafake::server
