#include "server/domain/preferences.h"

#include "server/domain/nav_links.h"
#include "server/json/reader.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

std::string DataOf(const PreferenceValues& values) {
  JsonWriter json;
  json.BeginObject();
  if (!values.locale.empty()) json.Member("locale", values.locale);
  PrintData(values, json);
  json.EndObject();
  return json.Take();
}

// Null when it is not there.
JsonValue Member(const JsonValue& object, std::string_view name) {
  JsonMembers members(object);
  while (const JsonMember* member = members.Next()) {
    if (member->name == name) return member->value;
  }
  return {};
}

std::string TextOf(const JsonValue& value) {
  return value.kind == JsonValue::Kind::kString ? value.Text() : std::string();
}

void ReadData(const std::string& data, PreferenceValues& values) {
  const auto json = ReadJson(data);
  if (!json) return;
  values.locale = TextOf(Member(*json, "locale"));
  values.home_tab = TextOf(Member(Member(*json, "queryHistory"), "homeTab"));
  const JsonValue list = Member(Member(*json, "navbar"), "savedItems");
  if (auto links = ReadNavLinks(list)) values.saved_items = *std::move(links);
}

}  // namespace

void PrintData(const PreferenceValues& values, JsonWriter& json, bool with_history) {
  json.Key("navbar")
      .BeginObject()
      .Key("savedItems")
      .Raw(values.saved_items ? std::string_view(*values.saved_items) : "null")
      .EndObject();
  if (with_history) json.Key("queryHistory").BeginObject().Member("homeTab", values.home_tab).EndObject();
}

PreferenceValues Preferences::Get(const PreferenceOwner& owner) {
  PreferenceValues values;
  const auto row = store_.Find(owner);
  if (!row) return values;
  values.theme = row->theme;
  values.home_dashboard_id = row->home_dashboard_id;
  values.home_dashboard_uid = row->home_dashboard_uid;
  values.timezone = row->timezone;
  values.week_start = row->week_start;
  ReadData(row->json_data, values);
  return values;
}

void Preferences::Save(const PreferenceOwner& owner, const PreferenceValues& values) {
  store_.Save(owner,
              {values.theme, values.home_dashboard_id, values.home_dashboard_uid, values.timezone, values.week_start,
               DataOf(values)},
              ToTimestamp(clock_()));
}

void Preferences::Replace(const PreferenceOwner& owner, PreferenceEdit edit) {
  PreferenceValues values{.theme = edit.theme.value_or(""),
                          .home_dashboard_id = edit.home_dashboard_id.value_or(0),
                          .home_dashboard_uid = std::move(edit.home_dashboard_uid),
                          .timezone = edit.timezone.value_or(""),
                          .week_start = edit.week_start.value_or(""),
                          .locale = edit.locale.value_or("")};
  if (store_.Find(owner)) {
    values.saved_items = std::move(edit.saved_items);
    values.home_tab = edit.home_tab.value_or("");
  }
  Save(owner, values);
}

void Preferences::Change(const PreferenceOwner& owner, PreferenceEdit edit) {
  PreferenceValues values = Get(owner);
  if (edit.theme) values.theme = *edit.theme;
  if (edit.home_dashboard_id) {
    values.home_dashboard_id = *edit.home_dashboard_id;
    values.home_dashboard_uid = std::move(edit.home_dashboard_uid);
  }
  if (edit.timezone) values.timezone = *edit.timezone;
  if (edit.week_start) values.week_start = *edit.week_start;
  if (edit.locale) values.locale = *edit.locale;
  if (edit.saved_items) values.saved_items = std::move(edit.saved_items);
  if (edit.home_tab && !edit.home_tab->empty()) values.home_tab = *edit.home_tab;
  Save(owner, values);
}

}  // namespace grafake::server
