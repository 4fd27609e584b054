#include "server/control/source_seed.h"

#include "server/control/document_json.h"
#include "server/json/sorted_json.h"

namespace grafake::server {
namespace {

std::map<std::string, std::string> TextsOf(MemberReader& source, std::string_view name) {
  std::map<std::string, std::string> texts;
  const DocumentNode* const map = source.Find(name);
  if (map == nullptr) return texts;
  for (auto& [key, text] : MemberReader(*map, source.PathOf(name)).AllTexts()) texts[key] = std::move(text);
  return texts;
}

PlaylistItem ReadPlaylistItem(MemberReader& item) {
  return {.id = item.Integer("id").value_or(0),
          .type = item.NeedText("type"),
          .value = item.NeedText("value"),
          .title = item.Text("title").value_or(""),
          .order = item.Integer("order").value_or(0)};
}

// What is empty is left out, as a seed may leave it out.
void TellWord(JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.Member(name, text);
}

void TellFlag(JsonWriter& json, std::string_view name, bool flag) {
  if (flag) json.Member(name, true);
}

void TellDataSource(JsonWriter& json, const PlantedDataSource& source) {
  const DataSourceWish& wish = source.wish;
  json.BeginObject().Member("id", source.id).Member("uid", wish.uid).Member("version", wish.version);
  json.Member("org", source.org).Member("name", wish.name).Member("type", wish.type).Member("access", wish.access);
  TellWord(json, "url", wish.url);
  TellWord(json, "user", wish.user);
  TellWord(json, "database", wish.database);
  TellFlag(json, "basicAuth", wish.basic_auth);
  TellWord(json, "basicAuthUser", wish.basic_auth_user);
  TellFlag(json, "withCredentials", wish.with_credentials);
  TellFlag(json, "isDefault", wish.is_default);
  TellFlag(json, "readOnly", wish.read_only);
  if (!wish.json_data.empty()) json.Key("jsonData").Raw(wish.json_data);
  if (!source.sealed.empty()) {
    json.Key("sealed").BeginObject();
    for (const auto& [name, secret] : source.sealed) json.Member(name, secret);
    json.EndObject();
  }
  json.EndObject();
}

void TellPlaylist(JsonWriter& json, const PlantedPlaylist& playlist) {
  const PlaylistRow& row = playlist.row;
  json.BeginObject().Member("id", row.id).Member("uid", row.uid).Member("org", playlist.org);
  json.Member("name", row.name).Member("interval", row.interval).Key("items").BeginArray();
  for (const PlaylistItem& item : row.items) {
    json.BeginObject().Member("id", item.id).Member("type", item.type).Member("value", item.value);
    TellWord(json, "title", item.title);
    json.Member("order", item.order).EndObject();
  }
  json.EndArray().EndObject();
}

}  // namespace

PlantedDataSource ReadDataSourceSeed(MemberReader& source) {
  const auto text = [&](std::string_view name) { return source.Text(name).value_or(""); };
  const auto flag = [&](std::string_view name) { return source.Boolean(name).value_or(false); };
  PlantedDataSource read{.where = source.path(),
                         .org = text("org"),
                         .wish = {},
                         .id = source.Integer("id").value_or(0),
                         .sealed = TextsOf(source, "sealed")};
  DataSourceWish& wish = read.wish;
  wish.name = source.NeedText("name");
  wish.type = source.NeedText("type");
  wish.uid = read.id == 0 ? text("uid") : source.NeedText("uid");
  wish.version = source.Integer("version").value_or(1);
  wish.access = source.Text("access").value_or("proxy");
  wish.url = text("url");
  wish.user = text("user");
  wish.database = text("database");
  wish.basic_auth = flag("basicAuth");
  wish.basic_auth_user = text("basicAuthUser");
  wish.with_credentials = flag("withCredentials");
  wish.is_default = flag("isDefault");
  wish.read_only = flag("readOnly");
  if (const DocumentNode* json = source.Find("jsonData")) wish.json_data = SortedJson(JsonOf(*json));
  wish.secrets = TextsOf(source, "secureJsonData");
  if (read.id == 0 && !read.sealed.empty()) source.Refuse("sealed", "goes with an id; secureJsonData takes secrets");
  return read;
}

PlantedPlaylist ReadPlaylistSeed(MemberReader& playlist) {
  PlantedPlaylist read{.where = playlist.path(), .org = playlist.Text("org").value_or(""), .row = {}};
  read.row.id = playlist.Integer("id").value_or(0);
  read.row.uid = playlist.Text("uid").value_or("");
  read.row.name = playlist.NeedText("name");
  read.row.interval = playlist.Text("interval").value_or("5m");
  for (MemberReader& item : playlist.Maps("items")) {
    read.row.items.push_back(ReadPlaylistItem(item));
    item.Finish();
  }
  return read;
}

void TellDataSources(JsonWriter& json, const std::vector<PlantedDataSource>& sources) {
  if (sources.empty()) return;
  json.Key("data_sources").BeginArray();
  for (const PlantedDataSource& source : sources) TellDataSource(json, source);
  json.EndArray();
}

void TellPlaylists(JsonWriter& json, const std::vector<PlantedPlaylist>& playlists) {
  if (playlists.empty()) return;
  json.Key("playlists").BeginArray();
  for (const PlantedPlaylist& playlist : playlists) TellPlaylist(json, playlist);
  json.EndArray();
}

}  // namespace grafake::server
