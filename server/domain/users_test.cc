#include "server/domain/users.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

using std::chrono::days;
using std::chrono::seconds;

class UsersTest : public DomainTest {
 protected:
  bool HasPassword(std::int64_t id, std::string_view password) {
    return passwords.Verify(*user_store.FindPassword(id), password);
  }
};

TEST_F(UsersTest, LoginAndEmailStandForEachOther) {
  const UserRow by_login = *users.Get(*users.Create({.login = "anna", .password = "1234"}));
  EXPECT_EQ(by_login.email, "anna");
  const UserRow by_email = *users.Get(*users.Create({.email = "ben@x", .password = "1234"}));
  EXPECT_EQ(by_email.login, "ben@x");
  EXPECT_EQ(CodeOf(users.Create({.name = "nobody", .password = "1234"})), ErrorCode::kInvalid);
}

TEST_F(UsersTest, ANewOneIsAViewerOfTheUsualOrg) {
  const std::int64_t id = *users.Create({.login = "anna", .password = "1234"});
  ASSERT_EQ(users.OrgsOf(id).size(), 1U);
  EXPECT_EQ(users.OrgsOf(id)[0].org_id, 1);
  EXPECT_EQ(users.OrgsOf(id)[0].role, "Viewer");
  EXPECT_FALSE(users.Get(id)->is_admin);
  EXPECT_TRUE(HasPassword(id, "1234"));
}

TEST_F(UsersTest, ALoginOrEmailIsTakenByUsersAndAccounts) {
  (void)NewAccount("bot");
  for (const UserDraft& draft :
       {UserDraft{.login = "boss"}, UserDraft{.login = "x", .email = "boss@x"}, UserDraft{.email = "boss@x"},
        UserDraft{.login = "sa-bot"}, UserDraft{.login = "y", .email = "sa-bot"}}) {
    UserDraft whole = draft;
    whole.password = "1234";
    EXPECT_EQ(CodeOf(users.Create(whole)), ErrorCode::kTaken) << draft.login << " " << draft.email;
  }
}

TEST_F(UsersTest, APasswordHasFourCharactersAndFiveWhenItIsOnesOwn) {
  EXPECT_EQ(CodeOf(users.Create({.login = "anna", .password = "123"})), ErrorCode::kTooShort);
  const std::int64_t id = *users.Create({.login = "anna", .password = "1234"});
  EXPECT_EQ(CodeOf(users.SetPassword(id, "abc")), ErrorCode::kTooShort);
  EXPECT_TRUE(HasPassword(id, "1234"));
  EXPECT_TRUE(users.SetPassword(id, "abcd"));
  EXPECT_EQ(CodeOf(users.ChangePassword(id, "abcd", "efgh")), ErrorCode::kTooShort);
  EXPECT_TRUE(HasPassword(id, "abcd"));
  EXPECT_TRUE(users.ChangePassword(id, "abcd", "efghi"));
  EXPECT_TRUE(HasPassword(id, "efghi"));
  EXPECT_FALSE(HasPassword(id, "abcd"));
}

TEST_F(UsersTest, AWrongOldPasswordIsRefusedBeforeAShortNewOne) {
  const std::int64_t id = *users.Create({.login = "anna", .password = "1234"});
  EXPECT_EQ(CodeOf(users.ChangePassword(999, "1234", "x")), ErrorCode::kUserNotFound);
  EXPECT_EQ(CodeOf(users.ChangePassword(id, "4321", "x")), ErrorCode::kWrongPassword);
  EXPECT_EQ(CodeOf(users.ChangePassword(id, "", "long enough")), ErrorCode::kWrongPassword);
}

TEST_F(UsersTest, OnlyAUserHasAPassword) {
  EXPECT_EQ(CodeOf(users.SetPassword(999, "1234")), ErrorCode::kUserNotFound);
  EXPECT_EQ(CodeOf(users.SetPassword(NewAccount("bot"), "1234")), ErrorCode::kUserNotFound);
}

TEST_F(UsersTest, AnOrgThatIsMissingIsRefusedByWhoNamedIt) {
  EXPECT_EQ(CodeOf(users.Create({.login = "anna", .password = "1234", .org_id = 999})), ErrorCode::kOrgNotFound);
  Users misled(user_store, passwords, clock, {.org_id = 999});
  EXPECT_EQ(CodeOf(misled.Create({.login = "anna", .password = "1234"})), ErrorCode::kStorage);
  EXPECT_FALSE(user_store.FindByLogin("anna"));
}

TEST_F(UsersTest, WithoutAutoAssignOneIsTheAdminOfAnOrgOfOnesOwn) {
  Users apart(user_store, passwords, clock, {.auto_assign_org = false});
  const std::int64_t id = *apart.Create({.login = "anna", .email = "anna@x", .password = "1234"});
  ASSERT_EQ(users.OrgsOf(id).size(), 1U);
  EXPECT_EQ(users.OrgsOf(id)[0].name, "anna@x");
  EXPECT_EQ(users.OrgsOf(id)[0].role, "Admin");
}

TEST_F(UsersTest, IsFoundByLoginThenByEmail) {
  const std::int64_t id = NewUser("anna");
  const std::int64_t odd = *users.Create({.login = "anna@x", .email = "odd", .password = "1234"});
  EXPECT_EQ(users.LookUp("anna")->id, id);
  EXPECT_EQ(users.LookUp("anna@x")->id, odd) << "a login, though another one's email";
  EXPECT_EQ(CodeOf(users.LookUp("odd")), ErrorCode::kUserNotFound) << "does not look like an email";
  EXPECT_EQ(CodeOf(users.LookUp("")), ErrorCode::kUserNotFound);
  (void)NewAccount("bot");
  EXPECT_EQ(CodeOf(users.LookUp("sa-bot")), ErrorCode::kUserNotFound);
}

TEST_F(UsersTest, AChangeKeepsWhatIsEmpty) {
  const std::int64_t id = NewUser("anna");
  ASSERT_TRUE(users.Update(id, {.login = "anne", .name = "Anne", .theme = "dark"}));
  ASSERT_TRUE(users.Update(id, {.email = "anne@x"}));
  const UserRow row = *users.Get(id);
  EXPECT_EQ(row.login, "anne@x") << "without a login the email is one";
  EXPECT_EQ(row.email, "anne@x");
  EXPECT_EQ(row.name, "Anne");
  EXPECT_EQ(row.theme, "dark");
}

TEST_F(UsersTest, AChangeIsRefusedWhenItTakesAnothersNameOrLeavesNone) {
  const std::int64_t id = NewUser("anna");
  EXPECT_EQ(CodeOf(users.Update(id, {.login = "boss"})), ErrorCode::kTaken);
  EXPECT_EQ(CodeOf(users.Update(id, {.login = "anna", .email = "boss@x"})), ErrorCode::kTaken);
  EXPECT_EQ(CodeOf(users.Update(id, {.name = "Anna"})), ErrorCode::kInvalid);
  EXPECT_TRUE(users.Update(id, {.login = "anna", .email = "anna@x"})) << "his own";
  EXPECT_TRUE(users.Update(999, {.login = "new"})) << "nobody";
}

TEST_F(UsersTest, TheLastGrafanaAdminStays) {
  EXPECT_EQ(CodeOf(users.SetAdmin(boss, false)), ErrorCode::kLastAdmin);
  EXPECT_TRUE(users.Get(boss)->is_admin);
  ASSERT_TRUE(users.SetAdmin(NewUser("second"), true));
  EXPECT_TRUE(users.SetAdmin(boss, false));
  EXPECT_TRUE(users.SetAdmin(999, true)) << "nobody";
}

TEST_F(UsersTest, WhoIsDisabledLosesHisSessions) {
  const std::int64_t id = NewUser("anna");
  const std::string token = sessions.Create(id, {});
  const std::string others = sessions.Create(boss, {});
  ASSERT_TRUE(users.SetDisabled(id, false));
  EXPECT_TRUE(sessions.Find(token));
  ASSERT_TRUE(users.SetDisabled(id, true));
  EXPECT_TRUE(users.Get(id)->is_disabled);
  EXPECT_FALSE(sessions.Find(token));
  EXPECT_TRUE(sessions.Find(others));
  EXPECT_EQ(CodeOf(users.SetDisabled(999, true)), ErrorCode::kUserNotFound);
}

TEST_F(UsersTest, ADeletedOneTakesHisOwnAlong) {
  const std::int64_t id = NewUser("anna");
  const std::int64_t team = *teams.Create(1, "team", "", boss);
  ASSERT_TRUE(teams.SetMember(1, team, id, TeamLevel::kMember));
  const std::string token = sessions.Create(id, {});
  ASSERT_TRUE(users.Delete(id));
  EXPECT_EQ(CodeOf(users.Get(id)), ErrorCode::kUserNotFound);
  EXPECT_FALSE(sessions.Find(token));
  EXPECT_EQ(teams.LevelOf(1, team, id), std::nullopt);
  EXPECT_TRUE(users.OrgsOf(id).empty());
  EXPECT_EQ(CodeOf(users.Delete(id)), ErrorCode::kUserNotFound);
}

TEST_F(UsersTest, NobodyIsDeletedWithSuccessAndAnAccountNot) {
  EXPECT_TRUE(users.Delete(0));
  EXPECT_TRUE(users.Get(boss));
  const std::int64_t bot = NewAccount("bot");
  EXPECT_EQ(CodeOf(users.Delete(bot)), ErrorCode::kUserNotFound);
  EXPECT_TRUE(accounts.Get(1, bot));
}

TEST_F(UsersTest, TheCurrentOrgIsOneOfHisOwn) {
  const std::int64_t other = NewOrg("other");
  EXPECT_EQ(CodeOf(users.SetCurrentOrg(boss, other)), ErrorCode::kNotFound);
  EXPECT_EQ(users.Get(boss)->org_id, 1);
  ASSERT_TRUE(members.Add(other, boss, Role::kViewer));
  EXPECT_TRUE(users.SetCurrentOrg(boss, other));
  EXPECT_EQ(users.Get(boss)->org_id, other);
}

TEST_F(UsersTest, IsActiveForThirtyDaysAfterHeWasSeen) {
  const auto active = [&] { return users.Search({.text = "boss", .only_active = true}).total; };
  EXPECT_EQ(active(), 0) << "never seen";
  user_store.TouchLastSeen(boss, ToTimestamp(now), [] {});
  now += days(30);
  EXPECT_EQ(active(), 1);
  now += seconds(1);
  EXPECT_EQ(active(), 0);
}

TEST_F(UsersTest, AreSearchedPageByPageWithoutAccounts) {
  for (const char* login : {"carol", "anna"}) (void)NewUser(login);
  (void)NewAccount("bot");
  const UserPage second = users.Search({.page = 2, .per_page = 2});
  EXPECT_EQ(second.total, 3);
  ASSERT_EQ(second.rows.size(), 1U);
  EXPECT_EQ(second.rows[0].login, "carol");
  EXPECT_EQ(users.Search({.text = "NN"}).total, 1);
}

TEST_F(UsersTest, HelpFlagsAddUpUntilTheyAreCleared) {
  EXPECT_EQ(users.AddHelpFlags(boss, 1), 1);
  EXPECT_EQ(users.AddHelpFlags(boss, 4), 5);
  EXPECT_EQ(users.AddHelpFlags(boss, 1), 5);
  users.ClearHelpFlags(boss);
  EXPECT_EQ(users.AddHelpFlags(boss, 2), 2);
}

}  // namespace
}  // namespace grafake::server
