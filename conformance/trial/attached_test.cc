// The suite attached to servers of others, with the manners and settings that real ones have: nothing fails, what
// cannot be checked says why, and the target is as it was.
#include <gmock/gmock.h>

#include <fstream>

#include "conformance/trial/suite_run.h"
#include "conformance/trial/target_of_others.h"

namespace grafake::conformance {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

// How a server is set up, what is on it, and how many checks it makes impossible, at most.
struct Manner {
  const char* name;
  Variables environment;
  std::string ini;
  std::vector<std::string> more = {};  // words for the run
};

void PrintTo(const Manner& manner, std::ostream* out) { *out << manner.name; }

const Variables kToggle = {{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}};

class OthersTest : public testing::Test {
 protected:
  // Runs, and looks at what came of it.
  void Attach(const TargetOfOthers& target, const std::vector<std::string>& more) {
    const std::string before = target.Listing();
    std::vector<std::string> words = {"run", "--url", target.Url(), "--user", target.admin(), "--jobs", "4"};
    words.insert(words.end(), more.begin(), more.end());
    EXPECT_EQ(run_.Run(words), 0) << run_.Output();
    report_ = run_.Report();
    EXPECT_GE(report_.planned.size(), 300U);
    EXPECT_EQ(report_.results.size(), report_.planned.size());
    for (const CheckResult& result : report_.results) {
      if (result.outcome == Outcome::kUnsupported) {
        EXPECT_FALSE(result.reason.empty()) << result.id;
      }
    }
    EXPECT_EQ(target.Listing(), before);
    EXPECT_THAT(report_.left, IsEmpty());
    EXPECT_EQ(run_.ThingsInLedgers(), 0U);
  }

  std::size_t Passed() const { return report_.Counts()[Outcome::kPass]; }

  SuiteRun run_;
  RunReport report_;
};

// A signed-in user is kept for 5 s; ids, names and pages are full of others' things; names, password and path are not
// the usual ones.
TEST_F(OthersTest, ToAServerThatIsInUse) {
  const TargetOfOthers target(run_.directory() / "target",
                              {{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"},
                               {"GF_SECURITY_ADMIN_USER", "root"},
                               {"GF_SECURITY_ADMIN_PASSWORD", "Their-own-Secret"}},
                              "[server]\nroot_url = http://localhost/under/here/\nserve_from_sub_path = true\n"
                              "[grafake]\nuser_cache_seconds = 5\n",
                              "/under/here", "root:Their-own-Secret");
  target.Fill(1100, 150, 50, 20, 110);
  Attach(target, {});
  EXPECT_GE(Passed(), 250U);
  EXPECT_EQ(target.Ask("GET", "/api/org"), 200);  // no case has locked the administrator out
}

// Whose administrator is one of an org only.
TEST_F(OthersTest, AsAnAdminOfAnOrg) {
  TargetOfOthers target(run_.directory() / "target", kToggle, "");
  ASSERT_EQ(target.Ask("POST", "/api/admin/users", R"({"login":"boss","password":"boss-Secret","OrgId":1})"), 200);
  ASSERT_EQ(target.Ask("PATCH", "/api/org/users/2", R"({"role":"Admin"})"), 200);
  std::vector<std::string> words = {"run",    "--url", target.Url(),         "--user", "boss:boss-Secret",
                                    "--jobs", "4",     "--allow-unsupported"};
  const std::string before = target.Listing();
  EXPECT_EQ(run_.Run(words), 0) << run_.Output();
  EXPECT_EQ(target.Listing(), before);
  EXPECT_GE(run_.Report().Counts()[Outcome::kPass], 100U);
}

// Without a word about it such a run would look green.
TEST_F(OthersTest, WithoutServiceAccountsTooLittleIsChecked) {
  const TargetOfOthers target(run_.directory() / "target", {}, "");
  EXPECT_EQ(run_.Run({"run", "--url", target.Url(), "--user", target.admin(), "--jobs", "4"}), 5);
  EXPECT_THAT(run_.Output(),
              testing::AllOf(HasSubstr("unsupported: the target has no service accounts"),
                             HasSubstr("GF_FEATURE_TOGGLES_ENABLE=serviceAccounts"), HasSubstr("which is too little")));
}

class OthersMannerTest : public OthersTest, public testing::WithParamInterface<Manner> {};

TEST_P(OthersMannerTest, NothingFailsAndNothingIsLeft) {
  const TargetOfOthers target(run_.directory() / "target", GetParam().environment, GetParam().ini);
  Attach(target, GetParam().more);
  EXPECT_GE(Passed(), 50U);
}

const Manner kManners[] = {
    {"Strangers", kToggle, "[auth.anonymous]\nenabled = true\norg_role = Editor\n"},
    {"NoServiceAccounts", {{"GF_LOG_LEVEL", "error"}}, "", {"--allow-unsupported"}},
    {"OtherDefaults", kToggle,
     "[users]\nauto_assign_org_role = Editor\neditors_can_admin = true\n"
     "[security]\ndisable_gravatar = true\nallow_embedding = true\nx_xss_protection = false\n"
     "x_content_type_options = false\ndisable_brute_force_login_protection = true\n"
     "[auth]\nlogin_cookie_name = their_session\n"},
    {"Limits",
     kToggle,
     "[auth]\napi_key_max_seconds_to_live = 3600\ndisable_login_form = true\n"
     "[quota]\nenabled = true\norg_api_key = 1\norg_user = 2\nglobal_org = 2\n",
     {"--allow-unsupported"}},
    {"OrgsOfTheirOwn", kToggle, "[users]\nauto_assign_org = false\n", {"--allow-unsupported"}},
    {"Development", kToggle, "app_mode = development\n"},
    {"NoAccessControl", kToggle, "[rbac]\nenabled = false\n"},
};

INSTANTIATE_TEST_SUITE_P(Manners, OthersMannerTest, testing::ValuesIn(kManners),
                         [](const auto& manner) { return manner.param.name; });

}  // namespace
}  // namespace grafake::conformance
