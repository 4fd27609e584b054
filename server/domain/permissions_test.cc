#include "server/domain/permissions.h"

#include <gmock/gmock.h>

#include "server/domain/scope_ids.h"

namespace grafake::server {
namespace {

using testing::ElementsAre;

TEST(PermissionsTest, AScopeCoversItselfAndWhatStandsBeforeItsStar) {
  const struct {
    const char* owned;
    const char* target;
    bool covers;
  } cases[] = {
      {"teams:id:1", "teams:id:1", true},
      {"teams:id:1", "teams:id:2", false},
      {"teams:id:1", "teams:id:10", false},
      {"teams:*", "teams:id:1", true},
      {"teams:id:*", "teams:id:1", true},
      {"teams:id:*", "teams:uid:1", false},
      {"*", "anything", true},
      {"folders/*", "folders/a", true},
      {"teams*", "teams:id:1", false},
      {"teams:id:1*", "teams:id:10", false},
      {"teams:*", "team", false},
      {"", "", true},
      {"", "teams:id:1", false},
      {"teams:id:1", "teams:*", false},
  };
  for (const auto& [owned, target, covers] : cases)
    EXPECT_EQ(ScopeCovers(owned, target), covers) << owned << " over " << target;
}

class PermissionSetTest : public testing::Test {
 protected:
  PermissionSetTest() {
    for (const Permission& permission : {Permission{"teams:write", "teams:id:2"},
                                         {"teams:read", "teams:id:1"},
                                         {"teams:read", "teams:id:7"},
                                         {"teams:create", ""}}) {
      set.Add(permission);
    }
  }

  PermissionSet set;
};

TEST_F(PermissionSetTest, AnActionIsHeldWithAnyScope) {
  EXPECT_TRUE(set.Has("teams:read"));
  EXPECT_TRUE(set.Has("teams:create"));
  EXPECT_FALSE(set.Has("teams"));
  EXPECT_FALSE(set.Has("teams:delete"));
}

TEST_F(PermissionSetTest, OneOfTheTargetsIsEnough) {
  EXPECT_TRUE(set.Covers("teams:read", std::vector<std::string>{"teams:id:9", "teams:id:7"}));
  EXPECT_FALSE(set.Covers("teams:read", std::vector<std::string>{"teams:id:2"}));
  EXPECT_FALSE(set.Covers("teams:create", std::vector<std::string>{"teams:id:1"}));
  EXPECT_FALSE(set.Covers("teams:read", {}));
}

TEST_F(PermissionSetTest, ListsActionsInByteOrder) {
  EXPECT_THAT(set.Actions(), ElementsAre("teams:create", "teams:read", "teams:write"));
  EXPECT_THAT(set.ActionsOn("teams:id:1"), ElementsAre("teams:read"));
  EXPECT_THAT(set.ActionsOn(""), ElementsAre()) << "an action without a scope is on nothing";
}

TEST_F(PermissionSetTest, TheIdsInScopesAreAllOrThoseNamed) {
  EXPECT_THAT(*IdsIn(set.Scopes("teams:read"), "teams:id:"), ElementsAre(1, 7));
  EXPECT_TRUE(IdsIn(set.Scopes("teams:delete"), "teams:id:")->empty());
  for (const char* all : {"*", "teams:*", "teams:id:*"}) {
    set.Add({"teams:delete", all});
    EXPECT_FALSE(IdsIn(set.Scopes("teams:delete"), "teams:id:")) << all;
  }
  EXPECT_TRUE(IdsIn({"teams:id:x", "teams:id:1x", "folders:id:3"}, "teams:id:")->empty());
}

}  // namespace
}  // namespace grafake::server
