#include "server/api/playlists_api.h"

#include "server/http/form.h"
#include "server/json/reader.h"

namespace grafake::server {
namespace {

constexpr std::string_view kResource = "playlists.playlist.grafana.app";

Result<PlaylistItem> PlaylistItemOf(const JsonValue& value) {
  PlaylistItem item;
  Form form("PlaylistItemDTO");
  form.Text("type", item.type).Text("value", item.value).Text("title", item.title).Integer("order", item.order);
  if (auto read = form.ReadMembers(value); !read) return tl::unexpected(read.error());
  return item;
}

// {"name","interval","items"}.
Result<PlaylistRow> ReadPlaylist(const Request& request) {
  PlaylistRow playlist;
  std::optional<JsonValue> items;
  const auto bound = Form("CreatePlaylistCommand")
                         .Text("name", playlist.name)
                         .Text("interval", playlist.interval)
                         .Any("items", items)
                         .Required("Name", playlist.name)
                         .Bind(request);
  if (!bound) return tl::unexpected(bound.error());
  if (!items || items->kind == JsonValue::Kind::kNull) return playlist;
  if (items->kind != JsonValue::Kind::kArray) {
    return Fail(ErrorCode::kInvalid, "json: cannot unmarshal a value into items",
                InputUnfit{InputUnfit::Where::kMember, "items", "no list", "a list"});
  }
  JsonItems each(*items);
  while (const auto value = each.Next()) {
    auto item = PlaylistItemOf(*value);
    if (!item) return tl::unexpected(item.error());
    playlist.items.push_back(*std::move(item));
  }
  return playlist;
}

// Where the group that serves them keeps those of an org.
std::string PlaylistNamespace(std::int64_t org_id) { return org_id == 1 ? "default" : "org-" + std::to_string(org_id); }

}  // namespace

void PlaylistsApi::Mount(Router& router) const {
  RouteAccess write;
  if (!from_apis_) write = {.fallback = Fallback::kOrgEditor, .always_fallback = true};
  router.Add({"GET", "/api/playlists/", RouteAccess(), HandlerOf(this, &PlaylistsApi::List)});
  router.Add({"GET", "/api/playlists/:uid", RouteAccess(), HandlerOf(this, &PlaylistsApi::Get)});
  router.Add({"GET", "/api/playlists/:uid/items", RouteAccess(), HandlerOf(this, &PlaylistsApi::GetItems)});
  router.Add({"POST", "/api/playlists/", write, HandlerOf(this, &PlaylistsApi::Create)});
  router.Add({"PUT", "/api/playlists/:uid", write, HandlerOf(this, &PlaylistsApi::Update)});
  router.Add({"DELETE", "/api/playlists/:uid", write, HandlerOf(this, &PlaylistsApi::Delete)});
}

Response PlaylistsApi::Json(std::string json) const {
  return from_apis_ ? answers_.ContextJson(std::move(json), 200) : answers_.Json(std::move(json));
}

Response PlaylistsApi::BadData(const Error& error) const {
  const Refusal& refusal = answers_.refusals().bad_request_data;
  if (!from_apis_) return answers_.Refuse(refusal, error);
  return Because(answers_.ContextRefuse(refusal, error.cause), ReasonOf(error));
}

void PlaylistsApi::AddHead(JsonWriter& json, const PlaylistRow& playlist) const {
  if (!from_apis_) json.Member("id", playlist.id);
  json.Member("uid", playlist.uid).Member("name", playlist.name).Member("interval", playlist.interval);
}

void PlaylistsApi::AddItems(JsonWriter& json, const PlaylistRow& playlist) const {
  json.BeginArray();
  for (const PlaylistItem& item : playlist.items) {
    json.BeginObject();
    if (!from_apis_) json.Member("id", item.id).Member("playlistid", playlist.id);
    json.Member("type", item.type);
    if (!from_apis_) json.Member("title", item.title);
    json.Member("value", item.value);
    if (!from_apis_) json.Member("order", item.order);
    json.EndObject();
  }
  json.EndArray();
}

Response PlaylistsApi::Whole(const PlaylistRow& playlist) const {
  JsonWriter json;
  json.BeginObject();
  AddHead(json, playlist);
  json.Key("items");
  AddItems(json, playlist);
  return Json(json.EndObject().Take());
}

Result<PlaylistRow> PlaylistsApi::Found(const Context& context) const {
  return playlists_.Get(context.caller.org_id, std::string(context.Param("uid")));
}

Response PlaylistsApi::Missing(const Context& context, const Error& error) const {
  Refusal missing = answers_.refusals().playlist_not_found;
  const std::string told = std::string(kResource) + " \"" + std::string(context.Param("uid")) + "\" not found";
  if (from_apis_) missing.message = told;
  return Because(answers_.ContextRefuse(missing), ReasonOf(error));
}

Response PlaylistsApi::Refuse(const Context& context, const Error& error, const Refusal& failed) const {
  return error.code == ErrorCode::kNotFound ? Missing(context, error) : answers_.Refuse(failed, error);
}

std::optional<Response> PlaylistsApi::RefuseReader(const Context& context, std::string_view verb) const {
  const Principal& caller = context.caller;
  if (!from_apis_ || caller.role >= Role::kEditor) return std::nullopt;
  const std::string uid(context.Param("uid"));
  const std::string place = PlaylistNamespace(caller.org_id);
  const std::string role(RoleName(caller.role));
  const std::string text = std::string(kResource) + (uid.empty() ? "" : " \"" + uid + "\"") + " is forbidden: User \"" +
                           caller.name + "\" cannot " + std::string(verb) +
                           " resource \"playlists\" in API group \"playlist.grafana.app\" in the namespace \"" + place +
                           "\": Grafana org role (" + role + ") didn't allow " + std::string(verb) +
                           " access on requested resource=playlists, path=/apis/playlist.grafana.app/" +
                           std::string(version_) + "/namespaces/" + place + "/playlists" +
                           (uid.empty() ? "" : "/" + uid);
  return Because(answers_.ContextRefuse({403, text, true}), RoleNeeded{Fallback::kOrgEditor, AskerOf(caller)});
}

Response PlaylistsApi::List(const Context& context) const {
  JsonWriter json;
  json.BeginArray();
  for (const PlaylistRow& playlist :
       playlists_.List(context.caller.org_id, context.query.Text("query"), context.query.Integer("limit"))) {
    json.BeginObject();
    AddHead(json, playlist);
    json.EndObject();
  }
  return Json(json.EndArray().Take());
}

Response PlaylistsApi::Get(const Context& context) const {
  const auto found = Found(context);
  return found ? Whole(*found) : Missing(context, found.error());
}

Response PlaylistsApi::GetItems(const Context& context) const {
  const auto found = Found(context);
  if (!found) return Missing(context, found.error());
  JsonWriter json;
  AddItems(json, *found);
  return Json(json.Take());
}

Response PlaylistsApi::Create(const Context& context) const {
  if (auto refused = RefuseReader(context, "create")) return *std::move(refused);
  auto wish = ReadPlaylist(context.request);
  if (!wish) return BadData(wish.error());
  wish->org_id = context.caller.org_id;
  const auto made = playlists_.Create(*std::move(wish));
  if (!made) return answers_.Refuse(answers_.refusals().playlist_create_failed, made.error());
  if (from_apis_) return Whole(*made);
  JsonWriter json;
  json.BeginObject();
  AddHead(json, *made);
  return Json(json.EndObject().Take());
}

// That it is not there is said before anything of the body.
Response PlaylistsApi::Update(const Context& context) const {
  if (auto refused = RefuseReader(context, "update")) return *std::move(refused);
  if (const auto found = Found(context); !found) return Missing(context, found.error());
  auto wish = ReadPlaylist(context.request);
  if (!wish) return BadData(wish.error());
  wish->org_id = context.caller.org_id;
  wish->uid = context.Param("uid");
  const auto changed = playlists_.Update(*std::move(wish));
  return changed ? Whole(*changed) : Refuse(context, changed.error(), answers_.refusals().playlist_update_failed);
}

Response PlaylistsApi::Delete(const Context& context) const {
  if (auto refused = RefuseReader(context, "delete")) return *std::move(refused);
  const auto deleted = playlists_.Delete(context.caller.org_id, std::string(context.Param("uid")));
  if (!deleted) return Refuse(context, deleted.error(), answers_.refusals().playlist_delete_failed);
  return from_apis_ ? Json(R"("")") : answers_.Json("");
}

}  // namespace grafake::server
