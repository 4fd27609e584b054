#include "server/lies/lie.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "server/instance_client.h"

namespace grafake::server {
namespace {

TEST(LiesTest, AreFortyAndMoreWithNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const Lie& lie : Lies()) {
    EXPECT_TRUE(names.insert(lie.name).second) << lie.name;
    EXPECT_TRUE(lie.sentence.ends_with('.')) << lie.name;
    EXPECT_TRUE(lie.tell || lie.prepare) << lie.name;
    EXPECT_THAT(std::string(lie.name), testing::MatchesRegex("[a-z0-9-]+"));
  }
  EXPECT_GE(names.size(), 40U);
  EXPECT_THAT(LiesText(DefaultRelease()), testing::HasSubstr("deleted-token-works"));
}

TEST(LiesTest, OnlyAPromiseOfTheReleaseCanBeBroken) {
  const auto told_of = [](std::string_view lie) {
    std::vector<std::string_view> releases;
    for (const Release* release : AllReleases()) {
      if (FindLie(lie)->CanBeToldOf(*release)) releases.push_back(release->name);
    }
    return releases;
  };
  EXPECT_THAT(told_of("toggle-ignored"), testing::ElementsAre("8.5", "9.0"));
  EXPECT_THAT(told_of("api-keys-show-expired"), testing::ElementsAre("8.5", "9.0", "9.1", "9.3", "10.1"));
  EXPECT_THAT(told_of("checksum-unchecked"), testing::ElementsAre("9.0", "9.1", "9.3", "10.1", "11.5", "12.4"));
  EXPECT_THAT(told_of("change-shows-late"), testing::ElementsAre("8.5", "9.0", "9.1", "9.3", "10.1", "12.4"));
  EXPECT_THAT(told_of("deleted-token-works"), testing::SizeIs(AllReleases().size()));
  EXPECT_THAT(LiesText(*FindRelease("9.1")), testing::Not(testing::HasSubstr("toggle-ignored")));
}

class LieOfReleaseTest : public testing::TestWithParam<const Release*> {};

TEST_P(LieOfReleaseTest, ADeletedTokenWorksWhenTheServerLies) {
  InstanceSettings settings;
  settings.release = GetParam();
  settings.roles.service_accounts = true;
  Instance instance(settings);
  const InstanceClient ask(instance);
  EXPECT_EQ(ask({"POST", "/api/serviceaccounts", R"({"name":"bot"})"}).status, 201);
  const std::string token = ask.Json({"POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})"})["key"];
  EXPECT_EQ(ask({"DELETE", "/api/serviceaccounts/2/tokens/1"}).status, 200);
  const Request request{.method = "GET", .path = "/api/org", .headers = {{"Authorization", "Bearer " + token}}};
  EXPECT_EQ(instance.Handle(request).status, GetParam()->refusals.unknown_key.status);
  const Answerer honest = [&](const Request& r) { return instance.Handle(r); };
  EXPECT_EQ(FindLie("deleted-token-works")->tell(request, {honest, *GetParam()}).status, 200);
  EXPECT_EQ(FindLie("anybody-is-in")->tell({.method = "GET", .path = "/api/org"}, {honest, *GetParam()}).status, 200);
}

INSTANTIATE_TEST_SUITE_P(Each, LieOfReleaseTest, testing::ValuesIn(AllReleases().begin(), AllReleases().end()),
                         [](const auto& each) {
                           std::string name(each.param->name);
                           std::ranges::replace(name, '.', '_');
                           return name;
                         });

}  // namespace
}  // namespace grafake::server
