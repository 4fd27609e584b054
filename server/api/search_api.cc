#include "server/api/search_api.h"

#include <algorithm>

#include "server/api/document_json.h"
#include "server/api/folders_api.h"
#include "server/api/path_id.h"

namespace grafake::server {
namespace {

constexpr std::int64_t kMostHits = 5000;

constexpr std::string_view kSortings =
    R"~({"sortOptions":[{"description":"Sort results in an alphabetically ascending order","displayName":"Alphabetically (A–Z)","meta":"","name":"alpha-asc"},{"description":"Sort results in an alphabetically descending order","displayName":"Alphabetically (Z–A)","meta":"","name":"alpha-desc"}]})~";

// All values of a parameter that may come more than once.
std::vector<std::string> AllOf(const Query& query, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : query.pairs()) {
    if (key == name && !value.empty()) values.push_back(value);
  }
  return values;
}

// … of which only numbers count.
std::vector<std::int64_t> NumbersOf(const Query& query, std::string_view name) {
  std::vector<std::int64_t> numbers;
  for (const std::string& value : AllOf(query, name)) {
    if (const auto number = ParseInteger(value)) numbers.push_back(*number);
  }
  return numbers;
}

DocumentQuery SearchQueryOf(const Context& context) {
  const Query& query = context.query;
  const std::string& type = query.Text("type");
  DocumentQuery wanted{.folders = type != "dash-db",
                       .dashboards = type != "dash-folder",
                       .ids = NumbersOf(query, "dashboardIds"),
                       .uids = AllOf(query, "dashboardUID"),
                       .folder_ids = NumbersOf(query, "folderIds"),
                       .tags = AllOf(query, "tag"),
                       .text = query.Text("query"),
                       .descending = query.Text("sort") == "alpha-desc"};
  if (query.Boolean("starred")) wanted.starred_by = context.caller.HasUser() ? context.caller.user_id : -1;
  SetPage(query, wanted);
  return wanted;
}

// "7,x" is no list of numbers, and as if it were not there.
std::vector<std::int64_t> AllNumbersOf(const Query& query, std::string_view name) {
  auto numbers = NumbersOf(query, name);
  return numbers.size() == AllOf(query, name).size() ? numbers : std::vector<std::int64_t>();
}

DocumentQuery SearchOfResources(const Context& context) {
  const Query& query = context.query;
  DocumentQuery wanted = SearchQueryOf(context);
  wanted.wide = wanted.any_case = true;
  wanted.folder_ids = {};
  for (const std::int64_t id : AllNumbersOf(query, "folderIds")) wanted.ids.push_back(id);
  for (std::string& uid : AllOf(query, "dashboardUIDs")) wanted.uids.push_back(std::move(uid));
  wanted.folder_uids = AllOf(query, "folderUIDs");
  return wanted;
}

}  // namespace

void SearchApi::Mount(Router& router) const {
  router.Add({"GET", "/api/search/", RouteAccess(), HandlerOf(this, &SearchApi::Search)});
  router.Add({"GET", "/api/search/sorting", RouteAccess(), HandlerOf(this, &SearchApi::Sortings)});
  router.Add({"GET", "/api/user/stars", RouteAccess(), HandlerOf(this, &SearchApi::Stars)});
  if (shown_.resources) {
    router.Add({"POST", "/api/user/stars/dashboard/uid/:uid", RouteAccess(), HandlerOf(this, &SearchApi::StarByUid)});
    router.Add(
        {"DELETE", "/api/user/stars/dashboard/uid/:uid", RouteAccess(), HandlerOf(this, &SearchApi::UnstarByUid)});
  }
  if (!shown_.by_id) return;
  router.Add({"POST", "/api/user/stars/dashboard/:id", RouteAccess(), HandlerOf(this, &SearchApi::Star)});
  router.Add({"DELETE", "/api/user/stars/dashboard/:id", RouteAccess(), HandlerOf(this, &SearchApi::Unstar)});
}

void SearchApi::AddHit(JsonWriter& json, const FoundDocument& hit) const {
  const DocumentRow& row = hit.row;
  json.BeginObject().Member("id", row.id).Member("uid", row.uid);
  if (shown_.resources) json.Member("orgId", row.org_id);
  json.Member("title", row.title)
      .Member("uri", "db/" + row.slug)
      .Member("url", DocumentUrl(shown_.sub_url, row))
      .Member("slug", "")
      .Member("type", row.is_folder ? "dash-folder" : "dash-db")
      .Key("tags")
      .BeginArray();
  for (const std::string& tag : hit.tags) json.Value(tag);
  json.EndArray().Member("isStarred", hit.is_starred);
  if (row.folder_id != 0) {
    json.Member("folderId", row.folder_id)
        .Member("folderUid", row.folder_uid)
        .Member("folderTitle", row.folder_title)
        .Member("folderUrl", UrlOfItsFolder(shown_.sub_url, row));
  }
  json.Member("sortMeta", 0);
  if (shown_.resources) json.Member("isDeleted", false);
  json.EndObject();
}

Response SearchApi::Search(const Context& context) const {
  if (context.query.Integer("limit") > kMostHits) {
    return Because(answers_.Refuse(answers_.refusals().search_above_limit),
                   GroundReason(InputUnfit{InputUnfit::Where::kQuery, "limit", context.query.Text("limit"),
                                           "5000 at most", true}));
  }
  const std::string& type = context.query.Text("type");
  if (shown_.resources && !type.empty() && type != "dash-db" && type != "dash-folder")
    return Because(answers_.Refuse(answers_.refusals().search_failed),
                   GroundReason(InputUnfit{InputUnfit::Where::kQuery, "type", type, "dash-db or dash-folder", true}));
  auto hits = documents_.List(shown_.resources ? SearchOfResources(context) : SearchQueryOf(context), context.caller,
                              context.query.Text("permission") == "Edit");
  if (context.query.Text("sort").empty()) {
    SortAsShown(hits);
    for (FoundDocument& hit : hits) std::ranges::sort(hit.tags);
  }
  JsonWriter json;
  json.BeginArray();
  for (const FoundDocument& hit : hits) AddHit(json, hit);
  json.EndArray();
  return answers_.Json(json.Take());
}

Response SearchApi::Sortings(const Context& /*context*/) const { return answers_.Json(std::string(kSortings)); }

Response SearchApi::Stars(const Context& context) const {
  JsonWriter json;
  json.BeginArray();
  for (const std::string& uid : documents_.Stars(context.caller)) json.Value(uid);
  json.EndArray();
  return answers_.Json(json.Take());
}

SearchApi::FoundId SearchApi::IdByUid(const Context& context) const {
  const auto found = documents_.Dashboard(context.caller.org_id, std::string(context.Param("uid")));
  if (!found) return tl::unexpected(answers_.Refuse(answers_.refusals().dashboard_not_found, found.error()));
  return found->id;
}

Response SearchApi::StarByUid(const Context& context) const {
  const auto id = IdByUid(context);
  if (!id) return id.error();
  const auto starred = documents_.Star(context.caller, *id);
  return starred ? answers_.Message("Dashboard starred!")
                 : answers_.Refuse(answers_.refusals().star_failed, starred.error());
}

Response SearchApi::UnstarByUid(const Context& context) const {
  const auto id = IdByUid(context);
  if (!id) return id.error();
  const auto done = documents_.Unstar(context.caller, *id);
  return done ? answers_.Message("Dashboard unstarred")
              : answers_.Refuse(answers_.refusals().star_failed, done.error());
}

Response SearchApi::Star(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto id = PathId(answers_, context, "id", r.id_invalid);
  if (!id) return id.error();
  if (*id == 0) return Because(answers_.Refuse(r.star_without_id), NoNumberInPath("id", "0"));
  const auto starred = documents_.Star(context.caller, *id);
  return starred ? answers_.Message("Dashboard starred!") : answers_.Refuse(r.star_failed, starred.error());
}

Response SearchApi::Unstar(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto id = PathId(answers_, context, "id", r.id_invalid);
  if (!id) return id.error();
  if (*id == 0) return Because(answers_.Refuse(r.star_without_id), NoNumberInPath("id", "0"));
  const auto done = documents_.Unstar(context.caller, *id);
  return done ? answers_.Message("Dashboard unstarred") : answers_.Refuse(r.star_failed, done.error());
}

}  // namespace grafake::server
