#include "server/domain/org_mapping.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace grafake::server {
namespace {

constexpr auto kFromLittleToMuch = std::to_array<std::string_view>({"None", "Viewer", "Editor", "Admin"});
constexpr std::string_view kAllOfThem = "*";

auto RankOf(std::string_view role) { return std::ranges::find(kFromLittleToMuch, role); }

// The parts between colons; "\:" is a colon in one.
std::vector<std::string> PartsOf(const std::string& line) {
  std::vector<std::string> parts(1);
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\' && line.substr(at + 1, 1) == ":") {
      parts.back() += line[++at];
    } else if (line[at] == ':') {
      parts.emplace_back();
    } else {
      parts.back() += line[at];
    }
  }
  return parts;
}

std::vector<std::int64_t> OrgsNamed(const std::string& name, OrgStore& orgs) {
  std::vector<std::int64_t> ids;
  if (name == kAllOfThem) {
    for (const OrgRow& org : orgs.List({.limit = -1})) ids.push_back(org.id);
    return ids;
  }
  std::int64_t id = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), id);
  if (read.ec == std::errc() && read.ptr == name.data() + name.size()) return {id};
  if (const auto org = orgs.FindByName(name)) ids.push_back(org->id);
  return ids;
}

void Raise(std::map<std::int64_t, std::string>& roles, std::int64_t org, const std::string& role) {
  auto& has = roles.try_emplace(org, role).first->second;
  if (RankOf(role) > RankOf(has)) has = role;
}

}  // namespace

bool IsExternalRole(const std::string& name) { return RankOf(name) != kFromLittleToMuch.end(); }

OrgMapping OrgMapping::Read(const std::vector<std::string>& lines, bool strict) {
  OrgMapping mapping;
  for (const std::string& line : lines) {
    auto parts = PartsOf(line);
    const bool formed = parts.size() == 2 || parts.size() == 3;
    const bool with_role = parts.size() == 3 && IsExternalRole(parts[2]);
    if (strict && !(formed && with_role)) return {};
    if (formed) mapping.lines_.push_back({parts[0], parts[1], with_role ? parts[2] : "Viewer"});
  }
  return mapping;
}

std::vector<RoleInOrg> OrgMapping::RolesFor(const std::vector<std::string>& theirs, const std::string& own_role,
                                            OrgStore& orgs) const {
  std::map<std::int64_t, std::string> roles;
  for (const Line& line : lines_) {
    if (line.theirs != kAllOfThem && std::ranges::find(theirs, line.theirs) == theirs.end()) continue;
    for (const std::int64_t id : OrgsNamed(line.org, orgs)) Raise(roles, id, line.role);
  }
  std::vector<RoleInOrg> all;
  for (auto& [org, role] : roles) {
    if (IsExternalRole(own_role) && RankOf(own_role) > RankOf(role)) role = own_role;
    all.push_back({org, role});
  }
  return all;
}

}  // namespace grafake::server
