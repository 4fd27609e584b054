#include "server/world_settings.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "server/app_settings.h"
#include "server/config/nearest.h"
#include "server/external_sign_in.h"
#include "server/locks.h"
#include "server/start.h"

namespace grafake::server {
namespace {

std::vector<std::string> NamesOf(const std::deque<IniSection>& sections) {
  std::vector<std::string> names;
  for (const IniSection& section : sections) names.push_back(section.name());
  return names;
}

std::vector<std::string> NamesOf(const std::deque<IniKey>& keys) {
  std::vector<std::string> names;
  for (const IniKey& key : keys) names.push_back(key.name);
  return names;
}

// What a world has of its own, or shares with all: its address, its memory, who may control it.
bool MeansNothing(const std::string& section, const std::string& key) {
  constexpr auto kOfServer = std::to_array<std::string_view>({"cdn_url", "enable_gzip", "static_root_path"});
  constexpr auto kOfGrafake =
      std::to_array<std::string_view>({"user_cache_seconds", "token_hash", "max_member_bytes", "journal"});
  if (section == "server") return std::ranges::find(kOfServer, key) == kOfServer.end();
  if (section == "grafake") return std::ranges::find(kOfGrafake, key) == kOfGrafake.end();
  return section == "database" || section == "paths" || section == "log" || section.starts_with("log.");
}

std::string NoSuch(const std::string& what, const std::string& nearest) { return what + Guess(nearest); }

// The values as they stand have the last word. What no release has is refused; feature toggles may have any name.
std::optional<std::string> ApplyWish(const WorldWish& wish, Configuration& configuration) {
  for (const auto& [name, keys] : wish.settings) {
    IniSection* section = configuration.file().FindSection(name);
    if (section == nullptr) {
      return NoSuch("settings." + name + " is no section of this release's settings",
                    Nearest(name, NamesOf(configuration.file().sections())));
    }
    for (const auto& [key, value] : keys) {
      if (name != "feature_toggles" && section->Find(key) == nullptr) {
        return NoSuch("settings." + name + "." + key + " is no setting of this release",
                      Nearest(key, NamesOf(section->keys())));
      }
      if (MeansNothing(name, key)) {
        return "settings." + name + "." + key +
               " means nothing in a world, which is in memory at an address of its own; leave it out";
      }
      section->Set(key, value, 0);
    }
  }
  return std::nullopt;
}

// Files and variables, as they were when the first world of a release was opened: reading them takes milliseconds.
class ReadOnce {
 public:
  ReadOnce(CommandLine line, Environment environment) : line_(std::move(line)), environment_(std::move(environment)) {}

  [[nodiscard]] tl::expected<Loaded, std::string> For(const std::string& release) {
    const Lock lock(mutex_);
    const auto found = loaded_.find(release);
    if (found != loaded_.end()) return found->second;
    CommandLine line = line_;
    line.release = release;
    auto loaded = LoadConfiguration(line, environment_);
    if (!loaded) return tl::unexpected(loaded.error().message);
    return loaded_.emplace(release, *std::move(loaded)).first->second;
  }

  [[nodiscard]] const std::string& release() const { return line_.release; }

 private:
  const CommandLine line_;
  const Environment environment_;
  Mutex mutex_;
  std::map<std::string, Loaded> loaded_ GUARDED_BY(mutex_);
};

// Of a world at a path the program's domain is none: it goes by the address that it stands below.
void SetAddress(Configuration& configuration, const WorldWish& wish, std::uint16_t port) {
  IniSection* const server = configuration.file().FindSection("server");
  if (server == nullptr) return;
  server->Set("http_port", std::to_string(port), 0);
  if (wish.path_url.empty()) return;
  server->Set("root_url", wish.path_url, 0);
  server->Set("serve_from_sub_path", "true", 0);
  server->Set("enforce_domain", "false", 0);
}

}  // namespace

MakeWorldSettings WorldSettingsLike(const CommandLine& line, const Environment& environment) {
  const auto read = std::make_shared<ReadOnce>(line, environment);
  return [read](const WorldWish& wish, std::uint16_t port) -> tl::expected<InstanceSettings, std::string> {
    const std::string& name = wish.release.empty() ? read->release() : wish.release;
    if (FindRelease(name) == nullptr)
      return tl::unexpected("release is \"" + name + "\"; say one of: " + ReleaseNames());
    auto loaded = read->For(name);
    if (!loaded) return tl::unexpected(std::move(loaded.error()));
    auto& [release, home, configuration] = *loaded;
    SetAddress(configuration, wish, port);
    if (auto unknown = ApplyWish(wish, configuration)) return tl::unexpected(*std::move(unknown));
    const auto toggles = FeatureToggles::Read(configuration, release);
    if (!toggles) return tl::unexpected(toggles.error().message);
    auto settings = ReadSettings(configuration, home, release);
    if (!settings) return tl::unexpected(settings.error().message);
    InstanceSettings instance = AppSettingsOf(*settings, configuration, *toggles, release).instance;
    auto jwt = JwtOf(settings->auth.jwt, release.external.key_words);
    if (!jwt) return tl::unexpected(std::move(jwt.error().message));
    instance.jwt = *std::move(jwt);
    instance.shown = ShownLater(std::move(configuration), release, home);
    return instance;
  };
}

}  // namespace grafake::server
