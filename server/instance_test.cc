#include "server/instance.h"

#include <gmock/gmock.h>

#include "server/domain/base64.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;

class InstanceTest : public testing::Test {
 protected:
  static InstanceSettings Settings() {
    InstanceSettings settings;
    settings.roles.service_accounts = true;
    return settings;
  }

  Response Send(std::string method, std::string path, std::string body = "", std::string as = "admin:admin") {
    Request request{.method = std::move(method), .path = std::move(path), .body = std::move(body)};
    request.headers.push_back({"Content-Type", "application/json"});
    if (!as.empty()) {
      request.headers.push_back(
          {"Authorization", as.starts_with("glsa") ? "Bearer " + as : "Basic " + EncodeBase64(as)});
    }
    return instance.Handle(request);
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

}  // namespace
}  // namespace grafake::server
