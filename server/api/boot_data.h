#pragma once

#include <string>

#include "server/api/avatars.h"
#include "server/api/frontend_settings.h"
#include "server/api/nav_tree.h"
#include "server/domain/key_migration.h"
#include "server/domain/preferences.h"
#include "server/domain/users.h"

namespace grafake::server {

struct BootSettings {
  FrontendSettings frontend;
  NavSettings nav;
  std::string default_theme = "dark";  // [users] default_theme
  std::string style;                   // the address of the style sheet
};

// What a page's script knows from the start: window.grafanaBootData. Thread-safe.
class BootData {
 public:
  BootData(const Avatars& avatars, Users& users, Preferences& preferences, KeyMigration& migration,
           BootSettings settings)
      : avatars_(avatars),
        users_(users),
        preferences_(preferences),
        migration_(migration),
        settings_(std::move(settings)) {}

  // What the caller prefers, in front of what his teams and his org do; a theme in the address is for this page alone.
  [[nodiscard]] PreferenceValues PreferencesFor(const Context& context) const;

  // `login`: the login page has some members more.
  [[nodiscard]] std::string Json(const Context& context, const PreferenceValues& preferences, bool login) const;

  [[nodiscard]] const BootSettings& settings() const { return settings_; }

 private:
  [[nodiscard]] PreferenceValues StoredPreferencesOf(const Principal& caller) const;
  void AddUser(JsonWriter& json, const Context& context, const PreferenceValues& preferences) const;
  [[nodiscard]] std::string Settings(const Principal& caller, bool login) const;

  const Avatars& avatars_;
  Users& users_;
  Preferences& preferences_;
  KeyMigration& migration_;
  BootSettings settings_;
};

}  // namespace grafake::server
