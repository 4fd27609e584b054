#include "conformance/suite/creations.h"

#include <Poco/URI.h>
#include <strings.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>

#include "conformance/interruption.h"
#include "conformance/suite/conversation.h"

namespace grafake::conformance {
namespace {

using nlohmann::json;

// A removal that fails on the target's side is tried so often, with so much time before the next try, times those
// before.
constexpr int kCreationTries = 4;
constexpr auto kCreationPause = std::chrono::milliseconds(200);

// How a kind of thing is made, found and removed. {name} and {id} are filled in.
struct Kind {
  const char* kind;
  const char* create;     // POST
  const char* name;       // the member of the body that names it
  const char* id;         // where its id is in the answer
  const char* search;     // a list that holds it
  const char* list;       // where in that answer the list is
  const char* list_name;  // the member of an item that never changes
  const char* path;       // DELETE
};

constexpr auto kKinds = std::to_array<Kind>({
    {"account", "/api/serviceaccounts", "name", "/id", "/api/serviceaccounts/search?query={name}", "/serviceAccounts",
     "name", "/api/serviceaccounts/{id}"},
    {"key", "/api/auth/keys", "name", "/id", "/api/auth/keys?includeExpired=true", "", "name", "/api/auth/keys/{id}"},
    {"user", "/api/admin/users", "login", "/id", "/api/users?query={name}", "", "login", "/api/admin/users/{id}"},
    {"org", "/api/orgs", "name", "/orgId", "/api/orgs?query={name}", "", "name", "/api/orgs/{id}"},
    {"team", "/api/teams", "name", "/teamId", "/api/teams/search?query={name}", "/teams", "name", "/api/teams/{id}"},
});

const Kind* KindNamed(const std::string& name) {
  const auto* found = std::ranges::find(kKinds, name, &Kind::kind);
  return found == kKinds.end() ? nullptr : found;
}

std::string Filled(std::string text, const std::string& mark, const std::string& value) {
  const auto at = text.find(mark);
  return at == std::string::npos ? text : text.replace(at, mark.size(), value);
}

tl::expected<RecordedAnswer, std::string> Ask(const Endpoint& endpoint, const std::string& admin, const Made& made,
                                              const std::string& method, const std::string& target,
                                              const Patience& patience) {
  return Send(
      endpoint,
      {.method = method, .target = target, .who = admin, .headers = {{"X-Grafana-Org-Id", std::to_string(made.org)}}},
      patience);
}

// The text of a member of the first value of a body, whatever the case of its name; what a target reads of it.
std::string NameIn(const std::string& body, const std::string& member) try {
  std::istringstream in(body);
  json value;
  in >> value;
  for (const auto& [name, text] : value.items()) {
    if (text.is_string() && strcasecmp(name.c_str(), member.c_str()) == 0) return text;
  }
  return {};
} catch (const json::exception&) {
  return {};
}

// What there is to be said about a call that was to answer a list.
std::string NoList(const std::string& target, const tl::expected<RecordedAnswer, std::string>& answer) {
  return "GET " + target + (answer ? " answered no list: " + InShort(*answer) : " was not answered: " + answer.error());
}

std::string SearchFor(const Made& made, const Kind& kind) {
  std::string name;
  Poco::URI::encode(made.name, "&=+#", name);
  return Filled(kind.search, "{name}", name);
}

// The items of the list that a search answers; a status that says that there can be none is an empty list. The error
// says what was answered instead.
tl::expected<json, std::string> Listed(const Endpoint& endpoint, const std::string& admin, const Made& made,
                                       const Kind& kind, const std::vector<int>& empty, const Patience& patience = {}) {
  const std::string target = SearchFor(made, kind);
  const auto answer = Ask(endpoint, admin, made, "GET", target, patience);
  if (answer && std::ranges::find(empty, answer->status) != empty.end()) return json::array();
  const json body = json::parse(answer && answer->status == 200 ? answer->body : "", nullptr, false);
  const json::json_pointer list(kind.list);
  if (!body.is_structured() || !body.contains(list) || !body[list].is_array())
    return tl::unexpected(NoList(target, answer));
  return body[list];
}

// A member of an item, of whatever type; an item may be anything.
std::string TextOfItem(const json& item, const char* name) {
  return item.is_object() && item.contains(name) && item[name].is_string() ? item[name].get<std::string>() : "";
}

std::int64_t IdOfItem(const json& item) {
  return item.is_object() && item.contains("id") && item["id"].is_number_integer() ? item["id"].get<std::int64_t>() : 0;
}

// 0: it is not there; nothing: that is not known.
std::optional<std::int64_t> Found(const Endpoint& endpoint, const std::string& admin, const Made& made,
                                  const Kind& kind, const Patience& patience) {
  const auto items = Listed(endpoint, admin, made, kind, {404}, patience);
  if (!items) return std::nullopt;
  for (const json& item : *items) {
    if (TextOfItem(item, kind.list_name) != made.name) continue;
    const std::int64_t id = IdOfItem(item);
    return id == 0 ? std::nullopt : std::optional(id);
  }
  return 0;
}

std::optional<std::int64_t> Awaited(const Endpoint& endpoint, const std::string& admin, const Made& made,
                                    const Kind& kind, const Patience& patience,
                                    std::chrono::steady_clock::time_point look_until) {
  auto id = Found(endpoint, admin, made, kind, patience);
  while (id == 0 && !IsInterrupted() && std::chrono::steady_clock::now() < std::min(look_until, patience.until)) {
    RestUntil(std::chrono::steady_clock::now() + kCreationPause);
    id = Found(endpoint, admin, made, kind, patience);
  }
  return id;
}

// A renamed account keeps its first name in its login.
bool IsNamedWith(const json& item, const Kind& kind, const std::string& prefix) {
  return TextOfItem(item, kind.list_name).starts_with(prefix) ||
         TextOfItem(item, "login").find(prefix) != std::string::npos;
}

bool IsGone(const tl::expected<RecordedAnswer, std::string>& answer) {
  return answer && (answer->status / 100 == 2 || answer->status == 404);
}

// Deleting an account that is not there is a 500 before 12.1; the others say 404.
bool IsAbsentAccount(const Endpoint& endpoint, const std::string& admin, const Made& made, const std::string& path,
                     const Patience& patience) {
  if (made.kind != "account") return false;
  const auto look = Ask(endpoint, admin, made, "GET", path, patience);
  return look && look->status == 404;
}

}  // namespace

std::optional<Made> MadeBy(const OutgoingRequest& request, std::int64_t org) {
  std::string path = request.target.substr(0, request.target.find('?'));
  if (path.ends_with('/')) path.pop_back();
  const auto* kind = std::ranges::find(kKinds, path, &Kind::create);
  if (request.method != "POST" || kind == kKinds.end()) return std::nullopt;
  return Made{kind->kind, NameIn(request.body.value_or(""), kind->name), org, 0};
}

bool RemovedBy(const OutgoingRequest& request, const Made& made) {
  const Kind* kind = KindNamed(made.kind);
  return kind != nullptr && request.method == "DELETE" &&
         request.target == Filled(kind->path, "{id}", std::to_string(made.id));
}

std::int64_t IdGiven(const Made& made, const RecordedAnswer& answer) {
  const Kind* kind = KindNamed(made.kind);
  const json body = json::parse(answer.body, nullptr, false);
  if (kind == nullptr || answer.status / 100 != 2 || body.is_discarded()) return 0;
  const json::json_pointer place(kind->id);
  return body.contains(place) && body[place].is_number_integer() ? body[place].get<std::int64_t>() : 0;
}

Listing NamedLike(const Endpoint& endpoint, const std::string& admin, std::int64_t org, const std::string& prefix) {
  Listing listing;
  for (const Kind& kind : kKinds) {
    const auto items = Listed(endpoint, admin, {kind.kind, prefix, org, 0}, kind, {403, 404});
    if (!items) listing.unread.push_back(items.error());
    for (const json& item : items.value_or(json::array())) {
      if (IsNamedWith(item, kind, prefix))
        listing.things.push_back({kind.kind, TextOfItem(item, kind.list_name), org, IdOfItem(item)});
    }
  }
  return listing;
}

bool Remove(const Endpoint& endpoint, const std::string& admin, const Made& made, const Patience& patience,
            std::chrono::steady_clock::time_point look_until) {
  const Kind* kind = KindNamed(made.kind);
  if (kind == nullptr) return false;
  const std::optional<std::int64_t> id =
      made.id != 0 || made.name.empty() ? made.id : Awaited(endpoint, admin, made, *kind, patience, look_until);
  if (!id) return false;
  if (*id == 0) return true;  // it was asked for and is not there
  const std::string path = Filled(kind->path, "{id}", std::to_string(*id));
  for (int tries = 1; tries <= kCreationTries; ++tries) {
    const auto answer = Ask(endpoint, admin, made, "DELETE", path, patience);
    if (IsGone(answer)) return true;
    if (IsAbsentAccount(endpoint, admin, made, path, patience)) return true;
    if (!answer || answer->status < 500) return false;
    // SQLite under parallel writers
    RestUntil(std::min(patience.until, std::chrono::steady_clock::now() + tries * kCreationPause));
  }
  return false;
}

}  // namespace grafake::conformance
