#include "server/api/library_elements_api.h"

#include <algorithm>

#include "server/api/document_json.h"
#include "server/api/time_text.h"
#include "server/domain/paging.h"
#include "server/http/form.h"

namespace grafake::server {
namespace {

constexpr std::int64_t kUsualElements = 100;

constexpr ErrorCodes kNotOfElements =
    kUserErrors | kOrgErrors | kRoleErrors | kLifetimeErrors | kMemberErrors | kPasswordErrors | kCredentialErrors |
    kTreeErrors |
    ErrorCodes{ErrorCode::kTakenButForCase, ErrorCode::kExternal, ErrorCode::kNameOfDashboard, ErrorCode::kReserved,
               ErrorCode::kNameOfFolder,    ErrorCode::kUntitled, ErrorCode::kUidTaken,        ErrorCode::kOtherKind,
               ErrorCode::kFixed,           ErrorCode::kInvalid};

consteval RefusalTable TableOfElements(RefusalTable::Choice failed) {
  return RefusalTable({{ErrorCode::kNotFound, &Refusals::element_not_found},
                       {ErrorCode::kTaken, &Refusals::element_taken},
                       {ErrorCode::kVersionMismatch, &Refusals::element_changed},
                       {ErrorCode::kDenied, &Refusals::element_folder_denied},
                       {ErrorCode::kFolderNotFound, &Refusals::element_folder_unknown},
                       {ErrorCode::kUidMalformed, &Refusals::element_uid_illegal},
                       {ErrorCode::kUidTooLong, &Refusals::element_uid_long}},
                      failed, kNotOfElements);
}
constexpr RefusalTable kElementCreation = TableOfElements(&Refusals::element_create_failed);
constexpr RefusalTable kElementUpdate = TableOfElements(&Refusals::element_update_failed);
constexpr RefusalTable kElementDeletion = TableOfElements(&Refusals::element_delete_failed);

std::vector<std::string> ListedIn(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    if (end > 0) items.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return items;
}

std::vector<std::int64_t> NumbersIn(std::string_view text) {
  std::vector<std::int64_t> numbers;
  for (const std::string& item : ListedIn(text)) numbers.push_back(ParseInteger(item).value_or(0));
  return numbers;
}

Result<ElementWish> ReadElement(const Request& request, bool changes) {
  ElementWish wish;
  std::optional<JsonValue> model;
  Form form(changes ? "libraryelements.PatchLibraryElementCommand" : "libraryelements.CreateLibraryElementCommand");
  form.Text("uid", wish.uid)
      .Text("name", wish.name)
      .Integer("kind", wish.kind)
      .Integer("folderId", wish.folder_id)
      .Text("folderUid", wish.folder_uid)
      .Any("model", model)
      .Required("Kind", [&] { return wish.kind != 0; });
  if (changes) form.Integer("version", wish.version).Required("Version", [&] { return wish.version != 0; });
  if (auto bound = form.Bind(request); !bound) return tl::unexpected(bound.error());
  if (model) wish.model = std::string(model->source);
  return wish;
}

// With the fraction of the second, as what has just happened is told.
std::string ExactTimeText(Instant now) {
  const auto fraction = now - std::chrono::floor<std::chrono::seconds>(now);
  std::string digits = std::to_string(1'000'000'000 + fraction.count());
  digits.front() = '.';
  while (digits.ends_with('0')) digits.pop_back();
  std::string text = TimeText(ToTimestamp(now));
  return digits.size() > 1 ? text.insert(19, digits) : text;
}

}  // namespace

void LibraryElementsApi::Mount(Router& router) const {
  const auto needs = [this](std::string_view action) {
    return rules_.elements_need_a_right ? RouteAccess{.any_of = {{action}}} : RouteAccess();
  };
  const RouteAccess read = needs("library.panels:read");
  router.Add({"GET", "/api/library-elements/", read, HandlerOf(this, &LibraryElementsApi::List)});
  router.Add(
      {"POST", "/api/library-elements/", needs("library.panels:create"), HandlerOf(this, &LibraryElementsApi::Create)});
  router.Add({"GET", "/api/library-elements/:uid", read, HandlerOf(this, &LibraryElementsApi::Get)});
  router.Add({"PATCH", "/api/library-elements/:uid", needs("library.panels:write"),
              HandlerOf(this, &LibraryElementsApi::Update)});
  router.Add({"DELETE", "/api/library-elements/:uid", needs("library.panels:delete"),
              HandlerOf(this, &LibraryElementsApi::Delete)});
  router.Add(
      {"GET", "/api/library-elements/:uid/connections/", read, HandlerOf(this, &LibraryElementsApi::Connections)});
  router.Add({"GET", "/api/library-elements/name/:name", read, HandlerOf(this, &LibraryElementsApi::GetByName)});
}

void LibraryElementsApi::AddPerson(JsonWriter& json, JsonName name, const ElementRow::Person& person) const {
  json.Key(name)
      .BeginObject()
      .Member("id", person.id)
      .Member("name", person.login)
      .Member("avatarUrl", avatars_.OfEmail(person.email))
      .EndObject();
}

void LibraryElementsApi::AddElement(JsonWriter& json, const ElementRow& element, As as) const {
  const Instant now = clock_();
  const bool general = element.folder_id == 0 && (as == As::kRead || as == As::kAlone);
  const std::string folder_uid =
      general && as == As::kAlone && rules_.documents_are_resources ? "general" : element.folder_uid;
  json.BeginObject()
      .Member("id", element.id)
      .Member("orgId", element.org_id)
      .Member("folderId", element.folder_id)
      .Member("folderUid", folder_uid)
      .Member("uid", element.uid)
      .Member("name", element.name)
      .Member("kind", element.kind)
      .Member("type", element.type)
      .Member("description", element.description)
      .Key("model")
      .Raw(element.model)
      .Member("version", element.version)
      .Key("meta")
      .BeginObject()
      .Member("folderName", general ? std::string("General") : element.folder_title)
      .Member("folderUid", folder_uid)
      .Member("connectedDashboards", element.dashboards)
      .Member("created", as == As::kMade ? ExactTimeText(now) : TimeText(element.created))
      .Member("updated", as == As::kRead || as == As::kAlone ? TimeText(element.updated) : ExactTimeText(now));
  AddPerson(json, "createdBy", element.creator);
  AddPerson(json, "updatedBy", element.updater);
  json.EndObject().EndObject();
}

Response LibraryElementsApi::Shown(const ElementRow& element, As as) const {
  JsonWriter json;
  json.BeginObject().Key("result");
  AddElement(json, element, as);
  return answers_.Json(json.EndObject().Take());
}

Response LibraryElementsApi::List(const Context& context) const {
  const Query& asked = context.query;
  const std::int64_t per_page = asked.Integer("perPage") > 0 ? asked.Integer("perPage") : kUsualElements;
  const std::int64_t page = asked.Integer("page") > 0 ? asked.Integer("page") : 1;
  ElementQuery query{.kind = asked.Integer("kind"),
                     .text = asked.Text("searchString"),
                     .types = ListedIn(asked.Text("typeFilter")),
                     .folder_ids = NumbersIn(asked.Text("folderFilter")),
                     .but_uid = asked.Text("excludeUid"),
                     .descending = asked.Text("sortDirection") == "alpha-desc",
                     .offset = PageOffset(page, per_page),
                     .limit = per_page};
  const ElementList list = elements_.List(context.caller, std::move(query));
  JsonWriter json;
  json.BeginObject().Key("result").BeginObject().Member("totalCount", list.total).Key("elements").BeginArray();
  for (const ElementRow& element : list.rows) AddElement(json, element, As::kRead);
  json.EndArray().Member("page", page).Member("perPage", per_page).EndObject().EndObject();
  return answers_.Json(json.Take());
}

Response LibraryElementsApi::Get(const Context& context) const {
  const auto found = elements_.Get(context.caller, std::string(context.Param("uid")));
  return found ? Shown(*found, As::kAlone) : answers_.RefuseFor(found.error(), kElementUpdate);
}

Response LibraryElementsApi::GetByName(const Context& context) const {
  const std::string name(context.Param("name"));
  ElementList list = elements_.List(context.caller, {.name = name});
  if (rules_.documents_are_resources) std::ranges::sort(list.rows, {}, &ElementRow::uid);
  if (list.rows.empty())
    return Because(answers_.Refuse(answers_.refusals().element_not_found),
                   GroundReason(NotThere{Noun::kElement, "name", name, Within{Noun::kOrg, context.caller.org_id}}));
  JsonWriter json;
  json.BeginObject().Key("result").BeginArray();
  for (const ElementRow& element : list.rows) AddElement(json, element, As::kAlone);
  return answers_.Json(json.EndArray().EndObject().Take());
}

Response LibraryElementsApi::Connections(const Context& context) const {
  const auto found = elements_.Get(context.caller, std::string(context.Param("uid")));
  if (!found) return answers_.RefuseFor(found.error(), kElementUpdate);
  JsonWriter json;
  json.BeginObject().Key("result").BeginArray();
  for (const ElementUse& use : elements_.UsesOf(*found)) {
    json.BeginObject()
        .Member("id", use.id)
        .Member("kind", 1)
        .Member("elementId", use.element_id)
        .Member("connectionId", use.dashboard_id)
        .Member("created", TimeText(use.created));
    AddPerson(json, "createdBy", use.creator);
    json.EndObject();
  }
  return answers_.Json(json.EndArray().EndObject().Take());
}

Response LibraryElementsApi::Create(const Context& context) const {
  const auto wish = ReadElement(context.request, false);
  if (!wish) return answers_.Refuse(answers_.refusals().bad_request_data, wish.error());
  const auto made = elements_.Create(context.caller, *wish);
  return made ? Shown(*made, As::kMade) : Refused(made.error(), *wish, kElementCreation);
}

Response LibraryElementsApi::Update(const Context& context) const {
  const auto wish = ReadElement(context.request, true);
  if (!wish) return answers_.Refuse(answers_.refusals().bad_request_data, wish.error());
  const auto changed = elements_.Update(context.caller, std::string(context.Param("uid")), *wish);
  return changed ? Shown(*changed, As::kChanged) : Refused(changed.error(), *wish, kElementUpdate);
}

// The folder is named as the wish names it.
Response LibraryElementsApi::Refused(const Error& error, const ElementWish& wish, const RefusalTable& table) const {
  const Refusals& r = answers_.refusals();
  if (error.code == ErrorCode::kFolderNotFound && !wish.folder_uid)
    return answers_.Refuse(r.element_folder_id_unknown, error);
  return RefuseNaming(answers_, table.Find(r, error.code), wish.folder_uid.value_or(""), error);
}

Response LibraryElementsApi::Delete(const Context& context) const {
  const auto gone = elements_.Delete(context.caller, std::string(context.Param("uid")));
  if (!gone) return answers_.RefuseFor(gone.error(), kElementDeletion);
  JsonWriter json;
  json.BeginObject().Member("id", gone->id).Member("message", "Library element deleted").EndObject();
  return answers_.Json(json.Take());
}

}  // namespace grafake::server
