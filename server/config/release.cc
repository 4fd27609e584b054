#include "server/config/release.h"

#include <algorithm>
#include <array>

#include "server/config/release_data.h"

namespace grafake::server {
namespace {

// One toggle a line: its name, then the words "on" and "dev" where they apply; '#' begins a comment.
std::vector<ToggleFact> ParseToggles(std::string_view text) {
  std::vector<ToggleFact> facts;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line[0] == '#') continue;
    facts.push_back({std::string(line.substr(0, line.find(' '))), line.find(" on") != std::string_view::npos,
                     line.find(" dev") != std::string_view::npos});
  }
  return facts;
}

}  // namespace

const Release* FindRelease(std::string_view name) {
  static const std::array<Release, 1> kReleases = {
      Release{"9.0", "9.0.9", data::kDefaults90, data::kReads90, data::kNotServed90, data::kVariables90,
              ParseToggles(data::kToggles90)},
  };
  const auto found = std::ranges::find(kReleases, name, &Release::name);
  return found == kReleases.end() ? nullptr : &*found;
}

std::string ReleaseNames() { return "9.0"; }

}  // namespace grafake::server
