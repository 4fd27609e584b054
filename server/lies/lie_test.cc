#include "server/lies/lie.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "server/instance_client.h"

namespace grafake::server {
namespace {

TEST(LiesTest, AreNinetyAndMoreWithNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const Lie& lie : Lies()) {
    EXPECT_TRUE(names.insert(lie.name).second) << lie.name;
    EXPECT_TRUE(lie.sentence.ends_with('.')) << lie.name;
    EXPECT_TRUE(lie.tell || lie.prepare) << lie.name;
    EXPECT_THAT(std::string(lie.name), testing::MatchesRegex("[a-z0-9-]+"));
  }
  EXPECT_GE(names.size(), 90U);
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
  EXPECT_THAT(told_of("folder-name-free"), testing::ElementsAre("8.5", "9.0", "9.1", "9.3", "10.1", "11.5"));
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

// A new instance of a release, with its truth.
struct Told {
  explicit Told(const Release& of) : release(of), instance(SettingsOf(of)) {}

  static InstanceSettings SettingsOf(const Release& of) {
    InstanceSettings settings;
    settings.release = &of;
    return settings;
  }

  Response Lied(std::string_view lie, const Request& request) {
    const Answerer honest = [&](const Request& r) { return instance.Handle(r); };
    return FindLie(lie)->tell(request, {honest, release});
  }

  const Release& release;
  Instance instance;
};

Request ByAdmin(std::string method, std::string path, std::string body = "") {
  return {.method = std::move(method),
          .path = std::move(path),
          .headers = {{"Authorization", "Basic YWRtaW46YWRtaW4="}, {"Content-Type", "application/json"}},
          .body = std::move(body)};
}

TEST_P(LieOfReleaseTest, AnOldVersionOfAFolderIsTakenWhenTheServerLies) {
  Told told(*GetParam());
  EXPECT_EQ(told.instance.Handle(ByAdmin("POST", "/api/folders", R"({"uid":"ops","title":"Ops"})")).status, 200);
  const Request change = ByAdmin("PUT", "/api/folders/ops", R"({"title":"New","version":7})");
  EXPECT_EQ(told.instance.Handle(change).status, 412);
  EXPECT_EQ(told.Lied("folder-version-unchecked", change).status, 200);
}

TEST_P(LieOfReleaseTest, WhoMayNotIsLetDoItInHisOwnOrgWhenTheServerLies) {
  Told told(*GetParam());
  EXPECT_EQ(told.instance.Handle(ByAdmin("POST", "/api/orgs", R"({"name":"Two"})")).status, 200);
  const std::string una = R"({"login":"una","password":"pass-1234","OrgId":2})";
  EXPECT_EQ(told.instance.Handle(ByAdmin("POST", "/api/admin/users", una)).status, 200);
  Request add = ByAdmin("POST", "/api/datasources", R"({"name":"One","type":"prometheus","access":"proxy"})");
  add.headers[0].value = "Basic dW5hOnBhc3MtMTIzNA==";
  EXPECT_EQ(told.instance.Handle(add).status, 403);
  const Response added = told.Lied("data-source-walls-ignored", add);
  EXPECT_EQ(added.status, 200);
  EXPECT_THAT(added.body, testing::HasSubstr("\"orgId\":2"));
}

TEST_P(LieOfReleaseTest, SecretsOfADataSourceAreShownWhenTheServerLies) {
  Told told(*GetParam());
  const Request add =
      ByAdmin("POST", "/api/datasources",
              R"({"name":"One","type":"prometheus","access":"proxy","secureJsonData":{"password":"hush"}})");
  EXPECT_THAT(told.Lied("data-source-secrets-shown", add).body, testing::HasSubstr("hush"));
}

INSTANTIATE_TEST_SUITE_P(Each, LieOfReleaseTest, testing::ValuesIn(AllReleases().begin(), AllReleases().end()),
                         [](const auto& each) {
                           std::string name(each.param->name);
                           std::ranges::replace(name, '.', '_');
                           return name;
                         });

}  // namespace
}  // namespace grafake::server
