#pragma once

#include <array>
#include <string_view>

namespace grafake::server {

// What its pages show otherwise than those of other releases. Obeyed by FrontPages, MountPages and the pages' scripts.
struct PageRules {
  // A JSON object: labels and habits, which the scripts ask; its members: server/pages/README.md.
  std::string_view words;
  // The parts of the menu above service accounts, outermost first; an empty one is none.
  std::array<std::string_view, 2> sections = {"Configuration", ""};
  // "Service accounts - Administration", instead of "Configuration: Service accounts".
  bool titles_lead_upwards = false;
  bool keys_have_a_page = true;         // /org/apikeys
  bool boot_data_is_asked_for = false;  // GET /bootdata
};

}  // namespace grafake::server
