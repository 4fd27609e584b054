#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/domain/clock.h"
#include "server/json/writer.h"
#include "server/storage/preference_store.h"

namespace grafake::server {

struct PreferenceValues {
  std::string theme;
  std::int64_t home_dashboard_id = 0;
  std::string home_dashboard_uid;  // as it was when it was chosen
  std::string timezone;
  std::string week_start;
  std::string locale;
  std::optional<std::string> saved_items;  // of the navigation bar: see ReadNavLinks
  std::string home_tab;                    // of the query history
};

// The members "navbar" and "queryHistory", as they are kept and shown alike.
void PrintData(const PreferenceValues& values, JsonWriter& json, bool with_history = true);

// What a request sends; what is empty was not in it.
struct PreferenceEdit {
  std::optional<std::string> theme;
  std::optional<std::int64_t> home_dashboard_id;
  std::string home_dashboard_uid = {};  // of that one
  std::optional<std::string> timezone;
  std::optional<std::string> week_start;
  std::optional<std::string> locale;
  std::optional<std::string> saved_items;
  std::optional<std::string> home_tab;
};

// Whether Grafana knows it; empty is the one that Grafana chooses.
[[nodiscard]] inline bool IsTheme(std::string_view name) { return name.empty() || name == "dark" || name == "light"; }

// Preferences of orgs, teams and users, by Grafana's rules. Thread-safe.
class Preferences {
 public:
  Preferences(PreferenceStore& store, Clock clock) : store_(store), clock_(std::move(clock)) {}

  [[nodiscard]] PreferenceValues Get(const PreferenceOwner& owner);
  // What was not sent becomes empty. The first time the navigation bar and the query history are not stored.
  void Replace(const PreferenceOwner& owner, PreferenceEdit edit);
  // What was not sent stays.
  void Change(const PreferenceOwner& owner, PreferenceEdit edit);

 private:
  void Save(const PreferenceOwner& owner, const PreferenceValues& values);

  PreferenceStore& store_;
  Clock clock_;
};

}  // namespace grafake::server
