#include "server/lies/lie.h"

#include <gmock/gmock.h>

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
  EXPECT_THAT(LiesText(), testing::HasSubstr("deleted-token-works"));
}

TEST(LiesTest, ADeletedTokenWorksWhenTheServerLies) {
  InstanceSettings settings;
  settings.roles.service_accounts = true;
  Instance instance(settings);
  const InstanceClient ask(instance);
  EXPECT_EQ(ask({"POST", "/api/serviceaccounts", R"({"name":"bot"})"}).status, 201);
  const std::string token = ask.Json({"POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})"})["key"];
  EXPECT_EQ(ask({"DELETE", "/api/serviceaccounts/2/tokens/1"}).status, 200);
  const Request request{.method = "GET", .path = "/api/org", .headers = {{"Authorization", "Bearer " + token}}};
  EXPECT_EQ(instance.Handle(request).status, 500);
  const Response lied =
      FindLie("deleted-token-works")->tell(request, [&](const Request& r) { return instance.Handle(r); });
  EXPECT_EQ(lied.status, 200);
}

}  // namespace
}  // namespace grafake::server
