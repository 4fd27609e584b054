// What is stored for a caller is read once, and then only what has changed.
#include "server/domain/stored_permissions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "server/domain/domain_fixture.h"
#include "server/storage/document_store.h"

namespace grafake::server {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using To = DocumentGrant::To;

constexpr auto kActions = std::to_array<std::string_view>({"dashboards:read", "dashboards:write", "folders:read"});

std::string OnDocument(int number) { return "dashboards:uid:d" + std::to_string(number); }

class StoredPermissionsTest : public DomainTest {
 protected:
  void Give(const std::string& scope, const DocumentGrant& grant) {
    EXPECT_TRUE(documents.Give(1, scope, {grant}, Timestamp()));
  }
  [[nodiscard]] std::vector<std::string> Held(std::string_view action) {
    return identities.Load(user, 1)->permissions->Scopes(action);
  }

  DocumentStore documents{database};
  std::int64_t user = NewUser("user");
  std::int64_t team = *teams.Create(1, "team", "", boss);
};

// Each saved dashboard made the next request read the rows of all others.
TEST_F(StoredPermissionsTest, OnlyWhatHasChangedIsReadAgain) {
  StoredPermissions told_by_us(permission_store);
  const auto scopes = [&] {
    const auto held = told_by_us.Of({{.org_id = 1, .id = user}});
    return held.empty() ? std::vector<std::string>() : held.front()->Scopes("folders:read");
  };
  for (const char* scope : {"folders:uid:a", "folders:uid:b", "folders:uid:c"})
    Give(scope, {To::kUser, user, "", {"folders:read"}});
  EXPECT_THAT(scopes(), ElementsAre("folders:uid:a", "folders:uid:b", "folders:uid:c"));
  Give("folders:uid:a", {To::kUser, user, "", {}});
  Give("folders:uid:b", {To::kUser, user, "", {}});
  EXPECT_THAT(scopes(), ElementsAre("folders:uid:a", "folders:uid:b", "folders:uid:c")) << "nobody has told";
  told_by_us.Forget("folders:uid:a");
  EXPECT_THAT(scopes(), ElementsAre("folders:uid:b", "folders:uid:c")) << "the other is not looked at";
  told_by_us.ForgetAll();
  EXPECT_THAT(scopes(), ElementsAre("folders:uid:c"));
}

TEST_F(StoredPermissionsTest, WhatIsTakenIsGoneAtTheNextLook) {
  ASSERT_TRUE(teams.SetMember(1, team, user, TeamLevel::kMember));
  for (const DocumentGrant& grant : {DocumentGrant{To::kUser, user}, {To::kTeam, team}, {To::kRole, 0, "Viewer"}}) {
    DocumentGrant all = grant;
    all.actions = {"folders:read"};
    Give("folders:uid:a", all);
    EXPECT_THAT(Held("folders:read"), ElementsAre("folders:uid:a"));
    EXPECT_TRUE(identities.Load(user, 1)->permissions->Has("folders:read"));
    Give("folders:uid:a", grant);
    EXPECT_THAT(Held("folders:read"), IsEmpty());
    EXPECT_FALSE(identities.Load(user, 1)->permissions->Has("folders:read"));
  }
}

TEST_F(StoredPermissionsTest, WhatSomebodyWasGivenDoesNotChangeInHisHands) {
  Give("folders:uid:a", {To::kUser, user, "", {"folders:read"}});
  const PrincipalPtr before = identities.Load(user, 1);
  Give("folders:uid:a", {To::kUser, user, "", {}});
  EXPECT_TRUE(before->permissions->Covers("folders:read", std::vector<std::string>{"folders:uid:a"}));
}

TEST_F(StoredPermissionsTest, AStarCoversWhateverItIsStoredFor) {
  for (const auto& [scope, covers] :
       {std::pair{"folders:*", true}, {"folders:uid:*", true}, {"folders:uid:a*", false}}) {
    Give(scope, {To::kUser, user, "", {"folders:read"}});
    const auto may = identities.Load(user, 1)->permissions;
    EXPECT_EQ(may->Covers("folders:read", std::vector<std::string>{"folders:uid:a"}), covers) << scope;
    EXPECT_EQ(may->CoversAll("folders:read", "folders:uid:"), covers) << scope;
    EXPECT_TRUE(may->Covers("folders:read", std::vector<std::string>{scope})) << scope;
    EXPECT_THAT(may->ActionsOn(scope), Contains("folders:read")) << scope;
    Give(scope, {To::kUser, user, "", {}});
  }
}

// What those in memory say beside what those do who read everything now, after any changes in any order.
class ManyChangesTest : public StoredPermissionsTest {
 protected:
  [[nodiscard]] int Up(int most) { return std::uniform_int_distribution(0, most - 1)(random); }

  void Change() {
    const std::string scope = OnDocument(Up(40));
    DocumentGrant grant{static_cast<To>(Up(3)), Up(2) == 0 ? user : boss, Up(2) == 0 ? "Viewer" : "Editor"};
    if (grant.to == To::kTeam) grant.holder_id = team;
    for (const std::string_view action : kActions) {
      if (Up(2) == 0) grant.actions.push_back(action);
    }
    Give(scope, grant);
    if (Up(50) == 0) (void)teams.SetMember(1, team, Up(2) == 0 ? user : boss, TeamLevel::kMember);
  }
  [[nodiscard]] static std::vector<std::string> Texts(const PermissionSet& set) {
    std::vector<std::string> texts;
    for (const std::string_view action : set.Actions()) {
      for (const std::string& scope : set.Scopes(action)) texts.push_back(std::string(action) + " " + scope);
    }
    return texts;
  }
  void Compare() {
    Access all_anew(permission_store, release.roles, {.service_accounts = true});
    for (const std::int64_t who : {user, boss}) {
      const PrincipalPtr kept = identities.Load(who, 1);
      const auto anew = all_anew.OfMember(*kept);
      ASSERT_EQ(Texts(*kept->permissions), Texts(*anew));
      for (int number = 0; number < 40; ++number) {
        ASSERT_EQ(kept->permissions->ActionsOn(OnDocument(number)), anew->ActionsOn(OnDocument(number)));
        const std::vector<std::string> target{OnDocument(number)};
        for (const std::string_view action : kActions)
          ASSERT_EQ(kept->permissions->Covers(action, target), anew->Covers(action, target));
      }
    }
  }

  std::mt19937 random{7};
};

TEST_F(ManyChangesTest, WhatIsKeptIsWhatIsStored) {
  for (int round = 0; round < 60; ++round) {
    for (int change = Up(8); change >= 0; --change) Change();
    Compare();
  }
}

TEST_F(ManyChangesTest, WhoIsFarBehindIsReadAnew) {
  Compare();
  for (std::size_t change = 0; change <= StoredPermissions::kMostChanges; ++change) Change();
  Compare();
}

}  // namespace
}  // namespace grafake::server
