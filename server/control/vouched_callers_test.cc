// Control knows those for whom a proxy or a JWT vouches, over real sockets.
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/control/control_fixture.h"

namespace grafake::server {
namespace {

using nlohmann::json;

constexpr std::string_view kVouchedSecret = "a secret of thirty-two bytes ....";

std::string VouchedText(std::string_view bytes) {
  std::string text = EncodeBase64(bytes);
  std::erase(text, '=');
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

std::string ByVouchedToken(const std::string& login) {
  const json claims = {{"sub", "sub-" + login}, {"user", login}};
  const std::string text = VouchedText(R"({"alg":"HS256"})") + '.' + VouchedText(claims.dump());
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha256(), kVouchedSecret.data(), static_cast<int>(kVouchedSecret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac, &size);
  return "X-JWT: " + text + '.' + VouchedText({reinterpret_cast<const char*>(mac), size}) + "\r\n";
}

std::string ByVouchingProxy(const std::string& login) { return "X-WEBAUTH-USER: " + login + "\r\n"; }

class VouchedCallersTest : public testing::TestWithParam<const char*> {
 protected:
  static AppSettings Settings() {
    AppSettings settings;
    settings.listen.port = 0;
    settings.log.enabled = false;
    InstanceSettings& instance = settings.instance;
    instance.release = FindRelease(GetParam());
    instance.proxy.enabled = true;
    instance.authentication.jwt.header = "X-JWT";
    instance.jwt.enabled = instance.jwt.sign_up = true;
    instance.jwt.username_claim = "user";
    const auto keys = std::make_shared<const std::vector<VerificationKey>>(
        std::vector{VerificationKey{.kind = VerificationKey::Kind::kHmac, .secret = std::string(kVouchedSecret)}});
    instance.jwt.keys = [keys](Instant /*now*/) { return keys; };
    return settings;
  }

  Answered Ask(const std::string& method, const std::string& path, const std::string& body = "",
               const std::string& headers = "") {
    const std::string answer = WholeAnswer(app_.url(), method, path, body, headers);
    return {std::stoi(answer.substr(9, 3)), answer.substr(answer.find("\r\n\r\n") + 4)};
  }
  std::size_t Users() {
    return Ask("GET", "/api/users", "", "Authorization: Basic YWRtaW46YWRtaW4=\r\n").Json().size();
  }

  App app_{Settings(), [](const std::string&) {}};
};

TEST_P(VouchedCallersTest, AFaultMayBeOneCallersAlone) {
  const std::string fault = R"({"name": "it", "when": {"caller": "jane"}, "do": {"then": {"status": 503}}})";
  for (const auto by : {ByVouchingProxy, ByVouchedToken}) {
    ASSERT_EQ(Ask("POST", "/_grafake/faults", fault).status, 201);
    EXPECT_EQ(Ask("GET", "/api/org", "", by("jane")).status, 503);
    EXPECT_EQ(Ask("GET", "/api/org", "", by("kim")).status, 200);
    EXPECT_EQ(Ask("DELETE", "/_grafake/faults/it").Json()["fired"], 1);
    EXPECT_EQ(Ask("GET", "/api/org", "", by("jane")).status, 200);
  }
}

// Whoever only asks who that is makes nobody a user.
TEST_P(VouchedCallersTest, AskingForTheCallerMakesNobody) {
  const std::string fault = R"({"when": {"caller": "jane"}, "do": {"apply": "never", "then": {"status": 503}}})";
  ASSERT_EQ(Ask("POST", "/_grafake/faults", fault).status, 201);
  for (const auto by : {ByVouchingProxy, ByVouchedToken}) EXPECT_EQ(Ask("GET", "/api/org", "", by("jane")).status, 503);
  EXPECT_EQ(Users(), 1U);
}

TEST_P(VouchedCallersTest, AFaultMeetsThemByTheLoginThatTheyHaveNow) {
  ASSERT_EQ(Ask("GET", "/api/user", "", ByVouchingProxy("jane")).status, 200);
  ASSERT_EQ(Ask("PUT", "/api/users/2", R"({"login": "renamed"})", "Authorization: Basic YWRtaW46YWRtaW4=\r\n").status,
            200);
  ASSERT_EQ(
      Ask("POST", "/_grafake/faults", R"({"when": {"caller": "renamed"}, "do": {"then": {"status": 503}}})").status,
      201);
  EXPECT_EQ(Ask("GET", "/api/org", "", ByVouchingProxy("jane")).status, 503);
}

TEST_P(VouchedCallersTest, TheJournalNamesThemAndTheCoverageTheirRoutes) {
  for (const auto by : {ByVouchingProxy, ByVouchedToken}) {
    ASSERT_EQ(Ask("GET", "/api/folders/nowhere", "", by("jane")).status, 404);
    const json kept = Ask("GET", "/_grafake/requests?caller=jane").Json()["requests"].back();
    EXPECT_EQ(kept["caller"]["kind"], "user");
    EXPECT_EQ(kept["caller"]["name"], "jane");
    EXPECT_EQ(kept["route"], "/api/folders/:uid");
    EXPECT_EQ(Ask("DELETE", "/_grafake/requests").status, 204);
  }
  const json routes = Ask("GET", "/_grafake/coverage").Json()["routes"];
  const auto folder = std::ranges::find_if(
      routes, [](const json& route) { return route["method"] == "GET" && route["path"] == "/api/folders/:uid"; });
  ASSERT_NE(folder, routes.end());
  EXPECT_EQ((*folder)["times"], 2);
}

INSTANTIATE_TEST_SUITE_P(Each, VouchedCallersTest, testing::Values("9.0", "12.4"),
                         [](const auto& each) { return std::string(each.param) == "9.0" ? "Of90" : "Of124"; });

}  // namespace
}  // namespace grafake::server
