#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/config/configuration.h"

namespace grafake::server {

// Everything loaded as GET /api/admin/settings shows it: section → key → value, secrets masked, %(name)s unresolved.
//
// Reading leaves its marks in Grafana, and they show: a key that the code asked for stands there even when nobody set
// it, and an empty or unfit value is replaced by the code's own fallback. `reads` is the release's list of these, one a
// line: "section.key kind fallback".
class ShownConfiguration {
 public:
  ShownConfiguration(Configuration& configuration, std::string_view reads, const std::string& home_path);

  using Sections = std::map<std::string, std::map<std::string, std::string>>;
  [[nodiscard]] const Sections& sections() const { return sections_; }
  // The same after the front end's settings were asked for once: three sections more.
  [[nodiscard]] const Sections& after_front_end() const { return after_front_end_; }

 private:
  Sections sections_;
  Sections after_front_end_;
};

// The same, made when it is first asked for: it takes as long as all other reading of the configuration, and few ask.
// Thread-safe.
class ShownWhenAsked {
 public:
  ShownWhenAsked(Configuration configuration, std::string_view reads, std::string home_path)
      : configuration_(std::move(configuration)), reads_(reads), home_path_(std::move(home_path)) {}

  [[nodiscard]] const ShownConfiguration& Get();

 private:
  Configuration configuration_;
  std::string_view reads_;
  std::string home_path_;
  std::once_flag made_;
  std::optional<ShownConfiguration> shown_;
};

}  // namespace grafake::server
