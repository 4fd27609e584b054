#include "server/domain/org_mapping.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

class OrgMappingTest : public DomainTest {
 protected:
  std::string Roles(const std::vector<std::string>& lines, const std::vector<std::string>& theirs,
                    const std::string& own = "", bool strict = false) {
    std::string text;
    for (const auto& [org, role] : OrgMapping::Read(lines, strict).RolesFor(theirs, own, org_store))
      text += std::to_string(org) + " " + role + ";";
    return text;
  }
};

TEST_F(OrgMappingTest, LinesGiveRolesInOrgs) {
  NewOrg("Other");
  EXPECT_EQ(Roles({"a:1:Editor", "b:Other:Admin"}, {"a", "b"}), "1 Editor;2 Admin;");
  EXPECT_EQ(Roles({"a:1:Editor"}, {"c"}), "");
  EXPECT_EQ(Roles({"*:1:Viewer", "a:1:Admin"}, {"a"}), "1 Admin;") << "the most counts";
  EXPECT_EQ(Roles({"a:*:Viewer"}, {"a"}), "1 Viewer;2 Viewer;");
  EXPECT_EQ(Roles({"a:1:Viewer"}, {"a"}, "Admin"), "1 Admin;");
  EXPECT_EQ(Roles({"a:1:Viewer"}, {"a"}, "Boss"), "1 Viewer;");
  EXPECT_EQ(Roles({"a\\:b:1:None"}, {"a:b"}), "1 None;");
  EXPECT_EQ(Roles({"a:Nowhere:Admin"}, {"a"}), "");
}

TEST_F(OrgMappingTest, AMalformedLineIsPassedOverOrEndsAll) {
  const std::vector<std::string> lines{"a", "a:1:Boss", "b:1:Editor", "a:1:Editor:x"};
  EXPECT_EQ(Roles(lines, {"a"}), "1 Viewer;");
  EXPECT_EQ(Roles(lines, {"b"}), "1 Editor;");
  EXPECT_EQ(Roles(lines, {"b"}, "", true), "");
}

}  // namespace
}  // namespace grafake::server
