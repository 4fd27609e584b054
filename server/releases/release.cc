#include "server/releases/release.h"

#include <algorithm>
#include <array>

#include "server/releases/grafana_10_1.h"
#include "server/releases/grafana_11_5.h"
#include "server/releases/grafana_12_4.h"
#include "server/releases/grafana_8_5.h"
#include "server/releases/grafana_9_0.h"
#include "server/releases/grafana_9_1.h"
#include "server/releases/grafana_9_3.h"

namespace grafake::server {
namespace {

constexpr std::array kReleases = {&kGrafana85,  &kGrafana90,  &kGrafana91, &kGrafana93,
                                  &kGrafana101, &kGrafana115, &kGrafana124};
constexpr const Release& kDefault = kGrafana90;

// One toggle a line: its name, then the words "on" and "dev" where they apply.
ToggleFact ParseToggle(std::string_view line) {
  return {std::string(line.substr(0, line.find(' '))), line.find(" on") != std::string_view::npos,
          line.find(" dev") != std::string_view::npos};
}

}  // namespace

std::vector<ToggleFact> TogglesOf(const Release& release) {
  std::vector<ToggleFact> facts;
  for (std::string_view text = release.toggles; !text.empty();) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line[0] != '#') facts.push_back(ParseToggle(line));
  }
  return facts;
}

const Release* FindRelease(std::string_view name) {
  const auto found = std::ranges::find_if(
      kReleases, [name](const Release* release) { return release->name == name || release->version == name; });
  return found == kReleases.end() ? nullptr : *found;
}

std::span<const Release* const> AllReleases() { return kReleases; }

const Release& DefaultRelease() { return kDefault; }

const Release& ReleaseOfOldFiles() { return kGrafana90; }

std::string ReleaseNames() {
  std::string names;
  for (const Release* release : kReleases) (names += names.empty() ? "" : ", ") += release->name;
  return names;
}

std::vector<std::string> DescribeReleases() {
  std::vector<std::string> lines;
  for (const Release* release : kReleases) {
    std::string line = std::string(release->name) + " (" + std::string(release->version);
    if (release == &kDefault) line += ", default";
    if (!release->missing.empty()) line += "; without " + std::string(release->missing);
    lines.push_back(line + ")");
  }
  return lines;
}

}  // namespace grafake::server
