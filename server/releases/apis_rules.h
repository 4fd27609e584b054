#pragma once

#include <span>
#include <string_view>

namespace grafake::server {

// What is served below /apis. Obeyed by ApisApi.
struct ApisRules {
  std::span<const std::string_view> groups;  // "group/version" in the order of its answer, of each group the preferred
                                             // version first; none: nothing is served there
  std::span<const std::string_view> paths;   // listed to one who asks for what is in no group; none: that is not said
  bool with_state = false;                   // things show all that is known of them; otherwise little beside names
  bool flags = false;                        // which feature toggles are on can be asked for
  std::string_view features;                 // a line of JSON for each that the release has or had, which anybody may
                                             // read; none: they are not told
  std::string_view no_flag;                  // told to the front end like a toggle that is on, but none
};

}  // namespace grafake::server
