#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/api/boot_data.h"
#include "server/http/page_kind.h"

namespace grafake::server {

struct FrontPageSettings {
  BootSettings boot;
  std::string root_url;
  std::string names = "both";  // [grafake] page_names
};

// Draws pages: one frame, what the caller is told from the start, and which page it is; the script does the rest.
// Thread-safe.
class FrontPages {
 public:
  FrontPages(const Avatars& avatars, Users& users, Preferences& preferences, KeyMigration& migration,
             FrontPageSettings settings);

  [[nodiscard]] std::string Draw(PageKind kind, const Context& context) const;

  // What a page's script is told, alone: window.grafanaBootData.
  [[nodiscard]] std::string BootJson(const Context& context) const;

 private:
  [[nodiscard]] std::string Title(PageKind kind) const;
  [[nodiscard]] std::string TitleOf(std::string_view page) const;

  [[nodiscard]] const NavSettings& Nav() const { return boot_.settings().nav; }

  std::string root_url_;
  std::string names_;
  BootData boot_;
};

}  // namespace grafake::server
