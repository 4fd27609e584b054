#include "conformance/cases/measured_claims.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "conformance/suite/release.h"

namespace grafake::conformance {
namespace {

// Held on a real 12.4.0, where nobody had tried them before. What lies between is not known.
constexpr auto kHeldOn124 = std::to_array<std::string_view>({
    "SA-ACC-020", "SA-ACC-022", "SA-ACC-023",    "SA-ACC-024",    "SA-ACC-025",    "SA-ACC-032",    "SA-ACC-037",
    "SA-ACC-038", "SA-ACC-039", "SA-SEARCH-012", "SA-SEARCH-014", "SA-SEARCH-015", "SA-SEARCH-016", "SA-UPD-009",
    "SA-UPD-010", "SA-UPD-011", "SA-UPD-014",    "SA-UPD-016",    "SA-UPD-017",    "SA-UPD-020",    "SA-TOKEN-014",
    "AUTH-013",   "AUTH-014",   "AUTH-020",      "AUTH-025",      "AUTH-026",      "AUTH-031",      "AUTH-043",
    "AUTH-047",   "AUTH-048",   "AUTH-050",      "PERM-001",      "PERM-002",      "PERM-003",      "PERM-004",
    "PERM-005",   "PERM-006",   "PERM-007",      "PERM-008",      "PERM-021",      "PERM-022",      "PERM-023",
    "PERM-024",   "PERM-031",   "PERM-032",      "PERM-033",      "PERM-034",      "PERM-035",      "PERM-036",
    "PERM-037",   "PERM-059",   "ORG-001",       "ORG-002",       "ORG-003",       "ORG-004",       "ORG-005",
    "ORG-006",    "ORG-007",    "ORG-008",       "ORG-009",       "ORG-010",       "ORG-012",       "ORG-020",
    "ORG-021",    "ORG-022",    "ORG-023",       "ORG-024",       "ORG-025",       "ORG-026",       "ORG-027",
    "ORG-028",    "ORG-029",    "ORG-041",       "ORG-052",       "USER-001",      "USER-002",      "USER-003",
    "USER-005",   "USER-008",   "USER-010",      "USER-011",      "USER-013",      "USER-014",      "USER-015",
    "USER-017",   "USER-020",   "USER-021",      "USER-022",      "USER-024",      "USER-025",      "USER-026",
    "USER-027",   "USER-028",   "USER-029",      "TEAM-001",      "TEAM-002",      "TEAM-003",      "TEAM-004",
    "TEAM-005",   "TEAM-006",   "TEAM-007",      "TEAM-008",      "TEAM-009",      "TEAM-010",      "TEAM-011",
    "TEAM-012",   "TEAM-014",   "KEY-028",       "KEY-030",       "HTTP-004",      "HTTP-005",      "HTTP-006",
    "HTTP-011",   "HTTP-012",   "HTTP-016",      "HTTP-017",      "HTTP-018",      "HTTP-019",      "HTTP-030",
    "HTTP-031",   "HTTP-032",   "HTTP-033",      "HTTP-034",      "HTTP-035",      "HTTP-040",      "HTTP-041",
    "HTTP-042",   "HTTP-043",   "HTTP-044",      "LOGIN-001",     "LOGIN-002",     "LOGIN-003",     "LOGIN-004",
    "LOGIN-005",  "LOGIN-006",  "LOGIN-007",     "LOGIN-008",     "LOGIN-009",     "LOGIN-010",     "REL-013",
    "REL-029",    "CLIENT-050", "CLIENT-051",    "CLIENT-052",    "CLIENT-053",    "CLIENT-054",    "CLIENT-055",
    "CLIENT-056", "CLIENT-057", "CLIENT-058",    "CLIENT-060",    "CLIENT-061",    "CLIENT-062",    "CLIENT-070",
    "CLIENT-071",
});

}  // namespace

std::string WithMeasured(const std::string& id, const std::string& releases) {
  const bool measured = std::ranges::find(kHeldOn124, id) != kHeldOn124.end();
  return measured && !Releases(releases).Holds({12, 4, 0}) ? releases + ", 12.4" : releases;
}

}  // namespace grafake::conformance
