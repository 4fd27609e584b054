// What `grafake releases` says is what the servers do: each kind of difference, on ones that recordings show.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "server/program_fixture.h"
#include "server/verbs/release_facts.h"

namespace grafake::server {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::StartsWith;

Facts FactsOf(std::string_view name) { return FactsOf(*FindRelease(name)); }

class ReleasesTest : public ProgramTest {};

TEST_F(ReleasesTest, ARowHasNameKindAndBothValues) {
  ASSERT_EQ(Run({"releases", "9.0", "9.1.8"}), 0);
  EXPECT_THAT(Out(), StartsWith("| | what | 9.0 | 9.1 |\n|---|---|---|---|\n"));
  for (const char* row :
       {"| route | POST /api/serviceaccounts/migrate | – | `serviceaccounts:create` |",
        "| toggle | serviceAccounts | off | – |", "| setting | [auth.azuread] allow_assign_grafana_admin | – | false |",
        "| refusal | token_not_found | 404 Failed to delete API key, with traceID | 500 Failed to delete service "
        "account "
        "token, with traceID |",
        "| answer | POST /api/serviceaccounts: role | empty string | string |",
        "| answer | PATCH /api/serviceaccounts/2: serviceaccount | – | object |"}) {
    EXPECT_THAT(Out(), HasSubstr(row));
  }
  EXPECT_THAT(Out(), testing::Not(HasSubstr("serviceaccount.name")));  // the row of serviceaccount says it
}

TEST_F(ReleasesTest, JsonSaysTheSame) {
  ASSERT_EQ(Run({"releases", "9.0", "9.1", "--json"}), 0);
  const auto all = nlohmann::json::parse(Out());
  const nlohmann::json route = {{"kind", "route"}, {"name", "POST /api/serviceaccounts/migrate"}, {"9.0", nullptr}};
  EXPECT_TRUE(std::ranges::any_of(all, [&](const auto& row) {
    return row.at("name") == route.at("name") && row.at("9.0").is_null() && row.at("9.1").is_string();
  })) << all;
  ASSERT_EQ(Run({"releases", "--json"}), 0);
  EXPECT_EQ(nlohmann::json::parse(Out()).size(), AllReleases().size());
}

TEST_F(ReleasesTest, OneKindCanBeAskedFor) {
  ASSERT_EQ(Run({"releases", "9.0", "9.3", "--only", "form"}), 0);
  EXPECT_THAT(Out(), AllOf(HasSubstr("| form | an endpoint's |"), testing::Not(HasSubstr("| setting |")),
                           HasSubstr(" differences: form ")));
  EXPECT_EQ(Run({"releases", "9.0", "9.3", "--ony", "form"}), 1);
  EXPECT_THAT(Err(), HasSubstr("does not take '--ony'; did you mean --only?"));
  EXPECT_EQ(Run({"releases", "9.0", "9.3", "--only", "colour"}), 1);
  EXPECT_THAT(Err(), HasSubstr("form, refusal, route, answer, toggle, setting"));
}

TEST_F(ReleasesTest, WithoutNamesTheyAreListed) {
  ASSERT_EQ(Run({"releases"}), 0);
  for (const std::string& line : DescribeReleases()) EXPECT_THAT(Out(), HasSubstr(line + "\n"));
}

TEST_F(ReleasesTest, WrongNamesSayWhichThereAre) {
  for (const std::vector<std::string>& names :
       std::vector<std::vector<std::string>>{{"9.0"}, {"9.0", "7.0"}, {"7.0", "9.0"}, {"9.0", "9.1", "9.0"}}) {
    std::vector<std::string> words = {"releases"};
    words.insert(words.end(), names.begin(), names.end());
    EXPECT_EQ(Run(words), 1);
    EXPECT_THAT(Out(), IsEmpty());
    EXPECT_THAT(Err(), AllOf(HasSubstr("9.0"), HasSubstr("9.1")));
  }
}

TEST_F(ReleasesTest, RoutesAreThoseOfTheRelease) {
  ASSERT_EQ(Run({"routes", "--release", "9.1"}), 0);
  EXPECT_THAT(Out(), HasSubstr("`/api/serviceaccounts/migrate`"));
  ASSERT_EQ(Run({"routes"}), 0);
  EXPECT_THAT(Out(), testing::Not(HasSubstr("`/api/serviceaccounts/migrate`")));
  EXPECT_EQ(Run({"routes", "--release", "7.0"}), 1);
  EXPECT_THAT(Err(), HasSubstr("'7.0'"));
}

TEST_F(ReleasesTest, WhatAVerbDoesNotTakeIsNamedWithWhatIsNearest) {
  EXPECT_EQ(Run({"routes", "--mising"}), 1);
  EXPECT_THAT(Err(),
              HasSubstr("takes --missing, --release R and nothing more, not '--mising'; did you mean --missing?"));
  EXPECT_EQ(Run({"routes", "--release"}), 1);
  EXPECT_THAT(Err(), HasSubstr("--release needs a release: 8.5, 9.0"));
  EXPECT_EQ(Run({"lies", "--relase=9.0"}), 1);
  EXPECT_THAT(Err(), HasSubstr("takes --release R and nothing more, not '--relase=9.0'"));
  EXPECT_EQ(Run({"help", "lie"}), 1);
  EXPECT_THAT(Err(), HasSubstr("did you mean lies?"));
}

TEST(ReleaseFactsTest, EachReleaseIsAsItselfAndHasEveryKindOfFact) {
  for (const Release* release : AllReleases()) {
    const Facts facts = FactsOf(*release);
    EXPECT_THAT(DifferencesOf(facts, FactsOf(*release)), IsEmpty()) << release->name;
    for (const FactKind kind : {FactKind::kForm, FactKind::kSetting, FactKind::kToggle, FactKind::kRefusal,
                                FactKind::kRoute, FactKind::kAnswer})
      EXPECT_THAT(facts, Contains(testing::Key(testing::Key(kind)))) << release->name << " " << NameOf(kind);
  }
}

// Each shows in recordings of both releases.
TEST(ReleaseFactsTest, ShapesOfRefusalsHeadersCookiesAndDefaultsAreFacts) {
  struct Row {
    const char* first;
    const char* second;
    FactKind kind;
    const char* name;
    const char* in_first;
    const char* in_second;
  };
  for (const Row& row :
       {Row{"9.0", "9.3", FactKind::kForm, "an endpoint's",
            R"({"message":"TEXT","traceID":"00000000000000000000000000000000"})", R"({"message":"TEXT","traceID":""})"},
        Row{"10.1", "11.5", FactKind::kForm, "an endpoint's with messageId",
            R"({"message":"TEXT","messageId":"ID","statusCode":400,"traceID":""})",
            R"({"statusCode":400,"messageId":"ID","message":"TEXT"})"},
        Row{"9.3", "10.1", FactKind::kAnswer, "GET /api/org by nobody: messageId", "", "string"},
        Row{"9.3", "10.1", FactKind::kAnswer, "GET /api/org with a wrong password: status", "401", "400"},
        Row{"9.3", "10.1", FactKind::kAnswer, "every answer: Cache-Control", "no-cache", "no-store"},
        Row{"10.1", "11.5", FactKind::kAnswer, "GET /profile with a word for a token: Location", "/login",
            "/login?redirectTo=%2Fprofile"},
        Row{"9.0", "9.3", FactKind::kSetting, "[rbac] enabled", "true", "(in no file; true is taken)"},
        Row{"9.3", "11.5", FactKind::kSetting, "[auth.proxy] sync_ttl", "60", "15"},
        Row{"10.1", "11.5", FactKind::kToggle, "nestedFolders", "off", "on"}}) {
    const auto value = [&](const char* release) {
      const Facts facts = FactsOf(release);
      const auto found = facts.find({row.kind, row.name});
      return found == facts.end() ? "" : found->second;
    };
    EXPECT_EQ(value(row.first), row.in_first) << row.name << " in " << row.first;
    EXPECT_EQ(value(row.second), row.in_second) << row.name << " in " << row.second;
  }
  EXPECT_THAT(FactsOf("10.1").at({FactKind::kRefusal, "lifetime_past_last_day"}), HasSubstr(", as text"));
  EXPECT_THAT(FactsOf("9.0").at({FactKind::kAnswer, "every answer: cookie grafana_session"}),
              AllOf(HasSubstr("HttpOnly"), HasSubstr("SameSite=Lax")));
}

TEST(ReleaseFactsTest, AnswersAreThoseOfAServerAsItComes) {
  const Facts::key_type answer{FactKind::kAnswer, "GET /api/access-control/user/permissions: status"};
  EXPECT_FALSE(FactsOf("8.5").contains(answer)) << "RBAC is on by a toggle only";
  EXPECT_TRUE(FactsOf("9.0").contains(answer));
}

// Of a pattern the name says which requests it is about; what is there then stands below the table.
TEST_F(ReleasesTest, AnswersToAPatternSayWhatWasAsked) {
  EXPECT_TRUE(FactsOf("9.0").contains({FactKind::kAnswer, "GET /api/teams/:teamId, each :… being 1, 2 and 3: status"}));
  ASSERT_EQ(Run({"releases", "9.0", "9.1", "--only", "answer"}), 0);
  EXPECT_THAT(Out(),
              AllOf(HasSubstr("When answers are compared there are users 1 to 3"), HasSubstr("not-yet-passing")));
}

// Else the requests would compare one refusal with another.
TEST(ReleaseFactsTest, WhatIsAskedSucceeds) {
  for (const auto& [key, value] : FactsOf("9.0")) {
    const bool write = key.second.starts_with("P") || key.second.starts_with("D");
    if (key.first != FactKind::kAnswer || !write || !key.second.ends_with(": status")) continue;
    EXPECT_THAT(value, AnyOf("200", "201")) << key.second;
  }
}

}  // namespace
}  // namespace grafake::server
