#include "server/instance.h"

#include <gmock/gmock.h>

#include "server/domain/base64.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class InstanceTest : public testing::Test {
 protected:
  static InstanceSettings Settings(const Release& release = DefaultRelease()) {
    InstanceSettings settings;
    settings.release = &release;
    settings.roles.service_accounts = true;
    return settings;
  }

  Response Send(std::string method, std::string path, std::string body = "", std::string as = "admin:admin") {
    return SendTo(instance, std::move(method), std::move(path), std::move(body), std::move(as));
  }

  static Response SendTo(Instance& to, std::string method, std::string path, std::string body = "",
                         std::string as = "admin:admin") {
    Request request{.method = std::move(method), .path = std::move(path), .body = std::move(body)};
    request.headers.push_back({"Content-Type", "application/json"});
    if (!as.empty()) {
      request.headers.push_back(
          {"Authorization", as.starts_with("glsa") ? "Bearer " + as : "Basic " + EncodeBase64(as)});
    }
    return to.Handle(request);
  }

  Instance instance{Settings()};
};

TEST_F(InstanceTest, HealthAsksNobody) {
  EXPECT_EQ(Send("GET", "/api/health", "", "").body,
            "{\n  \"commit\": \"NA\",\n  \"database\": \"ok\",\n  \"version\": \"9.0.9\"\n}");
}

TEST_F(InstanceTest, TokenLivesAndDies) {
  EXPECT_EQ(Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
  const std::string made = Send("POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})").body;
  const std::string token = made.substr(made.find("glsa_"), 46);
  EXPECT_EQ(Send("GET", "/api/nothing", "", token).status, 404);
  EXPECT_EQ(Send("DELETE", "/api/serviceaccounts/2/tokens/1").status, 200);
  const Response refused = Send("GET", "/api/nothing", "", token);
  EXPECT_EQ(refused.status, 500);
  EXPECT_THAT(refused.body, HasSubstr("invalid API key"));
}

TEST_F(InstanceTest, TwoInstancesNeverMeet) {
  Instance other(Settings());
  EXPECT_EQ(Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
  Request request{.method = "GET",
                  .path = "/api/serviceaccounts/2",
                  .headers = {{"Authorization", "Basic " + EncodeBase64("admin:admin")}}};
  EXPECT_EQ(other.Handle(request).status, 404);
}

// Two releases, each in its own words, one beside the other.
TEST_F(InstanceTest, EachIsTheReleaseThatItWasMadeWith) {
  Instance later(Settings(*FindRelease("9.1")));
  for (int turn = 0; turn < 2; ++turn) {
    const std::string name = "bot" + std::to_string(turn);
    const std::string wish = R"({"name":")" + name + R"(","role":"Admin"})";
    EXPECT_THAT(SendTo(later, "POST", "/api/serviceaccounts", wish).body, HasSubstr(R"("role":"Admin")"));
    EXPECT_THAT(Send("POST", "/api/serviceaccounts", wish).body, HasSubstr(R"("role":"")"));
    const std::string path = "/api/serviceaccounts/" + std::to_string(turn + 2);
    EXPECT_THAT(SendTo(later, "GET", path).body, HasSubstr(R"("role":"Admin")"));
    EXPECT_THAT(Send("GET", path).body, HasSubstr(R"("role":"Viewer")"));
    EXPECT_THAT(SendTo(later, "PATCH", path, "{}").body,
                StartsWith(R"({"id":)" + std::to_string(turn + 2) + R"(,"message":"Service account updated")"));
    EXPECT_THAT(Send("PATCH", path, "{}").body, StartsWith(R"({"id":)" + std::to_string(turn + 2) + R"(,"name":)"));
    EXPECT_EQ(SendTo(later, "GET", "/api/serviceaccounts/migrationstatus").body, R"({"migrated":false})");
    EXPECT_EQ(Send("GET", "/api/serviceaccounts/migrationstatus").status, 400);
    EXPECT_THAT(SendTo(later, "GET", "/api/health", "", "").body, HasSubstr("9.1.8"));
    EXPECT_THAT(Send("GET", "/api/health", "", "").body, HasSubstr("9.0.9"));
  }
}

}  // namespace
}  // namespace grafake::server
