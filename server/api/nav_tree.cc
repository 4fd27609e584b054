#include "server/api/nav_tree.h"

#include <vector>

#include "server/json/writer.h"

namespace grafake::server {
namespace {

// A page that the menu leads to.
struct NavEntry {
  std::string_view id;
  std::string_view text;
  std::string_view description;
  std::string_view icon;
  std::string_view url;
};

constexpr NavEntry kKeysEntry{"apikeys", "API keys", "Create & manage API keys", "key-skeleton-alt", "/org/apikeys"};
constexpr NavEntry kAccountsEntry{"serviceaccounts", "Service accounts", "Manage service accounts",
                                  "gf-service-account", "/org/serviceaccounts"};

bool MayOpen(const Context& context, std::string_view action) {
  return context.rbac ? context.caller.permissions->Has(action) : context.caller.role == Role::kAdmin;
}

void AddEntries(JsonWriter& json, const NavSettings& s, const std::vector<NavEntry>& entries) {
  json.Key("children").BeginArray();
  for (const NavEntry& entry : entries) {
    json.BeginObject()
        .Member("id", entry.id)
        .Member("text", entry.text)
        .Member("description", entry.description)
        .Member("icon", entry.icon)
        .Member("url", s.sub_url + std::string(entry.url))
        .EndObject();
  }
  json.EndArray();
}

// The section that holds the pages of the org, and below it another one where the release has that.
void AddSections(JsonWriter& json, const NavSettings& s, const Context& context, const std::vector<NavEntry>& entries) {
  const std::string url = s.sub_url + std::string(entries.front().url);
  json.BeginObject()
      .Member("id", "cfg")
      .Member("text", s.rules.sections[0])
      .Member("section", "config")
      .Member("subTitle", "Organization: " + context.caller.org_name)
      .Member("icon", "cog")
      .Member("url", url)
      .Member("sortWeight", -1400);
  const std::string_view inner = s.rules.sections[1];
  if (!inner.empty()) {
    json.Key("children").BeginArray().BeginObject();
    json.Member("id", "cfg/access").Member("text", inner).Member("url", url);
    AddEntries(json, s, entries);
    json.EndObject().EndArray();
  } else {
    AddEntries(json, s, entries);
  }
  json.EndObject();
}

void AddProfileNode(JsonWriter& json, const NavSettings& s, const Principal& caller, const std::string& picture) {
  json.BeginObject()
      .Member("id", "profile")
      .Member("text", caller.name.empty() ? caller.login : caller.name)
      .Member("section", "config");
  if (!picture.empty()) json.Member("img", picture);
  json.Member("url", s.sub_url + "/profile").Member("sortWeight", -1200);
  if (s.sign_out) {
    json.Key("children").BeginArray().BeginObject();
    json.Member("id", "sign-out").Member("text", "Sign out").Member("icon", "arrow-from-right");
    json.Member("url", s.sub_url + "/logout").Member("target", "_self").Member("hideFromTabs", true);
    json.EndObject().EndArray();
  }
  json.EndObject();
}

// In the menu's order.
std::vector<NavEntry> NavEntriesFor(const NavSettings& settings, const Context& context, bool keys_hidden) {
  std::vector<NavEntry> entries;
  if (settings.rules.keys_have_a_page && !keys_hidden && MayOpen(context, "apikeys:read"))
    entries.push_back(kKeysEntry);
  if (settings.service_accounts && MayOpen(context, "serviceaccounts:read")) entries.push_back(kAccountsEntry);
  return entries;
}

}  // namespace

std::string NavTreeJson(const NavSettings& settings, const Context& context, const NavSight& sight) {
  const auto entries = NavEntriesFor(settings, context, sight.keys_hidden);
  JsonWriter json;
  json.BeginArray();
  if (!entries.empty()) AddSections(json, settings, context, entries);
  if (context.caller.SignedIn()) AddProfileNode(json, settings, context.caller, sight.picture);
  return json.EndArray().Take();
}

}  // namespace grafake::server
