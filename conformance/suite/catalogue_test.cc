// The cases as a list: ids, sentences, evidence. Whether they hold is for the test `cases`.
#include "conformance/suite/catalogue.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>

#include "conformance/recording.h"
#include "conformance/suite/release.h"

namespace grafake::conformance {
namespace {

using testing::Contains;
using testing::EndsWith;
using testing::Key;
using testing::MatchesRegex;
using testing::SizeIs;

TEST(CatalogueTest, HoldsManyCases) { EXPECT_GE(AllCases().size(), 150U); }

// What is claimed for the newest line was measured there; servers of a case's own come on top.
TEST(CatalogueTest, MuchOfItHoldsForTheNewestRelease) {
  std::vector<Case> cases = AllCases();
  std::erase_if(cases, [](const Case& test) {
    return test.server.Given() || !Releases(test.releases).Holds({12, 4, 0});
  });
  EXPECT_GE(cases.size(), 350U);
}

TEST(CatalogueTest, MuchOfItHoldsForThoseBeforeIt) {
  for (const Release& release : {Release{10, 1, 2}, Release{11, 5, 1}}) {
    const auto holds = [&](const Case& test) { return Releases(test.releases).Holds(release); };
    EXPECT_GE(std::ranges::count_if(AllCases(), holds), 350) << release.major << "." << release.minor;
  }
}

TEST(CatalogueTest, IdsAndSentencesAreWellFormed) {
  for (const Case& test : AllCases()) {
    EXPECT_THAT(test.id, MatchesRegex("[A-Z]+(-[A-Z]+)?-[0-9][0-9][0-9]"));
    EXPECT_THAT(test.requirement, EndsWith(".")) << test.id;
    EXPECT_FALSE(test.evidence.empty()) << test.id;
    EXPECT_TRUE(test.body) << test.id;
  }
}

// "tokens/lifecycle 13" has to be a step of a recording, a file has to be there; other evidence names the releases that
// were tried or read.
TEST(CatalogueTest, EvidenceIsThere) {
  std::map<std::string, std::size_t> steps;
  const auto scenarios = ReadScenarios(std::string(GRAFAKE_FIXTURES) + "/recorded/9.0.9");
  ASSERT_TRUE(scenarios) << scenarios.error();
  for (const Scenario& scenario : *scenarios) steps[scenario.name] = scenario.steps.size();
  const std::regex recorded("([a-z]+/[a-z-]+)( ([0-9]+))?");
  const std::regex elsewhere("(tried on|read in) [0-9]+(\\.[0-9]+){2}(, [0-9]+(\\.[0-9]+){2})*");
  const std::filesystem::path fixtures = GRAFAKE_FIXTURES;
  for (const Case& test : AllCases()) {
    std::smatch parts;
    if (std::regex_match(test.evidence, elsewhere)) continue;
    if (!std::regex_match(test.evidence, parts, recorded)) {
      const bool file = exists(fixtures / test.evidence) || exists(fixtures.parent_path() / test.evidence);
      EXPECT_TRUE(file) << test.id << ": " << test.evidence;
      continue;
    }
    ASSERT_THAT(steps, Contains(Key(parts[1].str()))) << test.id;
    EXPECT_LE(parts[3].matched ? std::stoul(parts[3]) : 0, steps[parts[1]]) << test.id;
  }
}

TEST(SelectedTest, ByIdBySubjectByPattern) {
  const std::vector<Case> cases = {{.id = "A-001"}, {.id = "A-002"}, {.id = "A-B-001"}};
  EXPECT_THAT(Selected(cases, {}), SizeIs(3));
  EXPECT_THAT(Selected(cases, {"A-001"}), SizeIs(1));
  EXPECT_THAT(Selected(cases, {"A"}), SizeIs(2));
  EXPECT_THAT(Selected(cases, {"A-*"}), SizeIs(3));
  EXPECT_THAT(Selected(cases, {"none", "A-B"}), SizeIs(1));
}

}  // namespace
}  // namespace grafake::conformance
