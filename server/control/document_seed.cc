#include "server/control/document_seed.h"

#include <algorithm>
#include <array>

#include "server/control/document_json.h"
#include "server/control/time_words.h"
#include "server/domain/dashboard_members.h"
#include "server/json/sorted_json.h"

namespace grafake::server {
namespace {

using To = DocumentGrant::To;

struct HolderWord {
  std::string_view name;
  To to;
};
constexpr auto kHolders = std::to_array<HolderWord>({{"user", To::kUser}, {"team", To::kTeam}, {"role", To::kRole}});

DocumentLevel ReadLevel(MemberReader& share) {
  const std::string word = share.NeedText("permission");
  const auto level = DocumentLevelNamed(word);
  if (!level) share.RefuseWord("permission", word, {"View", "Edit", "Admin"});
  return *level;
}

void CheckRoleWord(const MemberReader& share, const std::string& role) {
  const std::vector<std::string> words = {"Viewer", "Editor", "Admin", "None"};
  if (std::ranges::find(words, role) == words.end()) share.RefuseWord("role", role, words);
}

// {user: ada, permission: Edit}
PlantedShare ReadShare(MemberReader& share) {
  PlantedShare read;
  std::string_view named;
  for (const auto& [name, to] : kHolders) {
    auto holder = share.Text(name);
    if (!holder) continue;
    if (!named.empty()) share.Refuse(name, "and " + std::string(named) + " exclude each other");
    read.to = to;
    read.holder = *std::move(holder);
    named = name;
  }
  read.level = ReadLevel(share);
  share.Finish();
  if (named.empty()) share.Refuse("user", "is missing, and so are team and role; expected one of them");
  if (read.to == To::kRole) CheckRoleWord(share, read.holder);
  return read;
}

std::optional<std::vector<PlantedShare>> ReadShares(MemberReader& document) {
  if (document.Find("permissions") == nullptr) return std::nullopt;
  std::vector<PlantedShare> shares;
  for (MemberReader& share : document.Maps("permissions")) shares.push_back(ReadShare(share));
  return shares;
}

std::optional<Timestamp> ReadTimeBesideId(MemberReader& document, std::string_view name, Instant now) {
  const auto text = document.Text(name);
  if (!text) return std::nullopt;
  const auto time = ParseMoment(*text, now);
  if (!time) document.Refuse(name, "is \"" + *text + "\"; " + std::string(time.error()));
  return std::chrono::floor<std::chrono::seconds>(*time);
}

// What only one has that was told before.
void ReadExact(MemberReader& document, PlantedDocument& read, Instant now) {
  constexpr std::int64_t kHighest = std::int64_t{1} << 53;
  for (const auto& [name, number] : {std::pair{"id", &read.exact.id}, std::pair{"version", &read.version}}) {
    const auto told = document.Integer(name);
    if (told && (*told < 1 || *told > kHighest))
      document.Refuse(name, "is " + std::to_string(*told) + "; expected 1 to 2^53");
    if (told) *number = *told;
  }
  read.exact.created = ReadTimeBesideId(document, "created", now);
  read.updated = ReadTimeBesideId(document, "updated", now);
  read.updated_by = document.Text("updated_by").value_or("");
  if (read.exact.id != 0) return;
  for (const char* name : {"version", "created", "updated", "updated_by"}) {
    if (document.Find(name) != nullptr) document.Refuse(name, "goes with an id");
  }
}

PlantedDocument ReadDocumentSeed(MemberReader& document, Instant now) {
  PlantedDocument read{.where = document.path(),
                       .org = document.Text("org").value_or(""),
                       .folder = "",
                       .title = "",
                       .source = "",
                       .permissions = ReadShares(document),
                       .stars = document.Texts("stars"),
                       .created_by = document.Text("created_by").value_or(""),
                       .message = document.Text("message").value_or("")};
  ReadExact(document, read, now);
  return read;
}

// Its own tags, or those beside it.
std::string SourceWith(MemberReader& seed, const DocumentNode& dashboard) {
  const std::string source = SortedJson(JsonOf(dashboard));
  if (seed.Find("tags") == nullptr) return source;
  if (std::ranges::find(dashboard.members, "tags", &DocumentMember::name) != dashboard.members.end())
    seed.Refuse("tags", "stands in the dashboard, too; say it once");
  JsonWriter tags;
  tags.BeginArray();
  for (const std::string& tag : seed.Texts("tags")) tags.Value(tag);
  return SortedJson(source, std::vector<JsonMemberSet>{{"tags", tags.EndArray().Take()}});
}

void TellWordOf(JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.Member(name, text);
}

void TellShares(JsonWriter& json, const std::vector<PlantedShare>& shares) {
  json.Key("permissions").BeginArray();
  for (const PlantedShare& share : shares) {
    const auto word = std::ranges::find(kHolders, share.to, &HolderWord::to);
    json.BeginObject().Member(word->name, share.holder).Member("permission", NameOfLevel(share.level)).EndObject();
  }
  json.EndArray();
}

// All but its title, uid and JSON.
void TellRow(JsonWriter& json, const PlantedDocument& document) {
  json.Member("org", document.org).Member("version", document.version);
  if (document.exact.created) json.Member("created", TimestampText(*document.exact.created));
  TellWordOf(json, "created_by", document.created_by);
  if (document.updated) json.Member("updated", TimestampText(*document.updated));
  TellWordOf(json, "updated_by", document.updated_by);
  TellWordOf(json, "message", document.message);
  if (document.permissions) TellShares(json, *document.permissions);
  if (document.stars.empty()) return;
  json.Key("stars").BeginArray();
  for (const std::string& login : document.stars) json.Value(login);
  json.EndArray();
}

}  // namespace

PlantedDocument ReadFolderSeed(MemberReader& folder, Instant now) {
  PlantedDocument read = ReadDocumentSeed(folder, now);
  read.title = folder.NeedText("title");
  read.exact.uid = read.exact.id == 0 ? folder.Text("uid").value_or("") : folder.NeedText("uid");
  return read;
}

PlantedDocument ReadDashboardSeed(MemberReader& dashboard, Instant now) {
  PlantedDocument read = ReadDocumentSeed(dashboard, now);
  read.folder = dashboard.Text("folder").value_or("");
  const DocumentNode* const json = dashboard.Find("dashboard");
  if (json == nullptr || json->kind != DocumentNode::Kind::kMap)
    dashboard.Refuse("dashboard", "is missing; expected the dashboard's JSON, a map");
  read.source = SourceWith(dashboard, *json);
  const DashboardMembers members = ReadDashboard(read.source);
  read.title = members.title;
  if (members.title.empty()) dashboard.Refuse("dashboard", "has no title");
  if (read.exact.id != 0 && members.uid.empty()) dashboard.Refuse("dashboard", "has no uid, which goes with an id");
  return read;
}

void TellFolders(JsonWriter& json, const std::vector<PlantedDocument>& folders) {
  if (folders.empty()) return;
  json.Key("folders").BeginArray();
  for (const PlantedDocument& folder : folders) {
    json.BeginObject().Member("id", folder.exact.id).Member("uid", folder.exact.uid).Member("title", folder.title);
    TellRow(json, folder);
    json.EndObject();
  }
  json.EndArray();
}

void TellDashboards(JsonWriter& json, const std::vector<PlantedDocument>& dashboards) {
  if (dashboards.empty()) return;
  json.Key("dashboards").BeginArray();
  for (const PlantedDocument& dashboard : dashboards) {
    json.BeginObject().Member("id", dashboard.exact.id);
    TellWordOf(json, "folder", dashboard.folder);
    TellRow(json, dashboard);
    json.Key("dashboard").Raw(dashboard.source).EndObject();
  }
  json.EndArray();
}

}  // namespace grafake::server
