#include "server/domain/roles.h"

#include <gtest/gtest.h>

#include <string>

namespace grafake::server {
namespace {

TEST(RolesTest, EachHasItsNameAndTheNameItsRole) {
  for (const auto& [role, name] :
       {std::pair{Role::kViewer, "Viewer"}, {Role::kEditor, "Editor"}, {Role::kAdmin, "Admin"}}) {
    EXPECT_EQ(RoleName(role), name);
    EXPECT_EQ(ParseRole(name), role);
    EXPECT_EQ(StoredRole(name), role);
  }
}

TEST(RolesTest, NoOtherTextIsARole) {
  for (const char* name : {"", "viewer", "ADMIN", "Viewer ", "Grafana Admin", "None", "Read Only Editor"}) {
    EXPECT_EQ(ParseRole(name), std::nullopt) << name;
    EXPECT_EQ(StoredRole(name), Role::kNone) << name;
  }
  EXPECT_EQ(RoleName(Role::kNone), "None");
}

TEST(RolesTest, StandFromLittleToMuch) {
  EXPECT_LT(Role::kNone, Role::kViewer);
  EXPECT_LT(Role::kViewer, Role::kEditor);
  EXPECT_LT(Role::kEditor, Role::kAdmin);
}

}  // namespace
}  // namespace grafake::server
