#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/external_user_store.h"
#include "server/storage/org_store.h"

namespace grafake::server {

// Which orgs here are those that another system names, and with which role: "<theirs>:<org>:<role>", where "*" stands
// for all, and <org> is an id or a name. Immutable.
class OrgMapping {
 public:
  // With `strict`, one that is malformed or without a role ends all of them; otherwise it is passed over, or gives a
  // Viewer's.
  [[nodiscard]] static OrgMapping Read(const std::vector<std::string>& lines, bool strict);

  [[nodiscard]] bool IsEmpty() const { return lines_.empty(); }
  // What somebody gets who is in those orgs there; in each org the most that any line, or his own role, gives.
  [[nodiscard]] std::vector<RoleInOrg> RolesFor(const std::vector<std::string>& theirs, const std::string& own_role,
                                                OrgStore& orgs) const;

 private:
  struct Line {
    std::string theirs;
    std::string org;
    std::string role;
  };
  std::vector<Line> lines_;
};

// "None" and the basic roles; anything else is none.
[[nodiscard]] bool IsExternalRole(const std::string& name);

}  // namespace grafake::server
