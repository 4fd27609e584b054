// Who comes with a JWT, asked of a whole Instance.
#include <gmock/gmock.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <nlohmann/json.hpp>

#include "server/domain/base64.h"
#include "server/of_release.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr std::string_view kSecret = "a secret of thirty-two bytes ....";

std::string Base64Url(std::string_view bytes) {
  std::string text = EncodeBase64(bytes);
  std::erase(text, '=');
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

std::string Signed(const json& claims) {
  const std::string text = Base64Url(R"({"alg":"HS256"})") + '.' + Base64Url(claims.dump());
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha256(), kSecret.data(), static_cast<int>(kSecret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac, &size);
  return text + '.' + Base64Url({reinterpret_cast<const char*>(mac), size});
}

InstanceSettings ByJwt() {
  InstanceSettings settings;
  settings.authentication.jwt.header = "X-JWT";
  settings.jwt.enabled = settings.jwt.sign_up = true;
  settings.jwt.username_claim = "user";
  settings.jwt.email_claim = "email";
  const auto keys = std::make_shared<const std::vector<VerificationKey>>(
      std::vector{VerificationKey{.kind = VerificationKey::Kind::kHmac, .secret = std::string(kSecret)}});
  settings.jwt.keys = [keys](Instant /*now*/) { return keys; };
  return settings;
}

Response With(OfRelease& of, const json& claims, const std::string& path = "/api/user") {
  return of.Send("GET", path, "", "", {{"X-JWT", Signed(claims)}});
}

std::string OrgsWith(OfRelease& of, json claims) {
  claims["sub"] = claims["user"] = "jane";
  const Response response = With(of, claims, "/api/user/orgs");
  if (response.status != 200) return json::parse(response.body).at("message");
  std::string text;
  for (const json& org : json::parse(response.body))
    text += std::to_string(org["orgId"].get<int>()) + " " + org["role"].get<std::string>() + ";";
  return text;
}

TEST(JwtRulesTest, ATokenMakesItsUserWhoMayBeRefusedForWhatItLacks) {
  OfRelease of("9.0", ByJwt());
  EXPECT_THAT(With(of, {{"sub", "1"}, {"user", "jane"}}).body, HasSubstr(R"("email":"jane","name":"","login":"jane")"));
  EXPECT_THAT(With(of, {{"user", "jane"}}).body, HasSubstr("Invalid JWT"));
  EXPECT_THAT(With(of, {{"sub", "1"}}).body, HasSubstr("Invalid JWT"));
  EXPECT_THAT(With(of, {{"sub", "1"}, {"user", "jane"}, {"exp", 5}}).body, HasSubstr("Invalid JWT"));
}

TEST(JwtRulesTest, ReasonsTellWhatIsWrongWithAToken) {
  OfRelease of("9.0", ByJwt());
  const Response old = With(of, {{"sub", "1"}, {"user", "jane"}, {"exp", 5}});
  ASSERT_TRUE(old.reason);
  const auto* const grounds = std::get_if<Grounds>(&old.reason->any);
  ASSERT_NE(grounds, nullptr);
  EXPECT_THAT(std::get<JwtUnfit>((*grounds)->any).why, HasSubstr("token is expired (exp): 5, and it is "));
}

// He is a nobody then, who hears that he must sign in.
TEST(JwtRulesTest, TheReasonOfASignUpThatFailsIsItsOwn) {
  OfRelease of("9.0", ByJwt());
  EXPECT_EQ(With(of, {{"sub", "1"}, {"user", "jane"}}).status, 200);
  const Response taken = With(of, {{"sub", "1"}, {"user", "admin"}});
  EXPECT_EQ(taken.status, 401);
  ASSERT_TRUE(taken.reason);
  const auto* const grounds = std::get_if<Grounds>(&taken.reason->any);
  ASSERT_NE(grounds, nullptr);
  EXPECT_EQ(std::get<TakenAlready>((*grounds)->any).value, "admin");
}

TEST(JwtRulesTest, APathGivesTheRole) {
  InstanceSettings settings = ByJwt();
  settings.jwt.role_path = ClaimPath::Read("contains(groups[*], 'boss') && 'Admin' || role");
  OfRelease of("12.4", settings);
  EXPECT_EQ(OrgsWith(of, {{"groups", {"x", "boss"}}}), "1 Admin;");
  EXPECT_EQ(OrgsWith(of, {{"groups", {"x"}}, {"role", "Editor"}}), "1 Editor;");
  EXPECT_EQ(OrgsWith(of, {{"groups", {"x"}}, {"role", "Boss"}}), "1 Viewer;");
  settings.jwt.role_needed = true;
  OfRelease strict("12.4", settings);
  EXPECT_EQ(OrgsWith(strict, {{"groups", {"x"}}}), "Invalid Role in claim");
  settings.jwt.keeps_roles = true;
  OfRelease keeping("12.4", settings);
  EXPECT_EQ(OrgsWith(keeping, {{"groups", {"boss"}}}), "1 Viewer;");
  EXPECT_EQ(OrgsWith(*std::make_unique<OfRelease>("9.0", settings), {{"role", "Admin"}}), "1 Viewer;");
}

TEST(JwtRulesTest, OrgsAreMappedAndAdminsMade) {
  InstanceSettings settings = ByJwt();
  settings.jwt.role_path = ClaimPath::Read("role");
  settings.jwt.org_path = ClaimPath::Read("groups");
  settings.jwt.orgs = OrgMapping::Read({"a:1:Editor", "b:Second:Viewer"}, false);
  settings.jwt.gives_admin = true;
  OfRelease of("12.4", settings);
  EXPECT_EQ(of.Send("POST", "/api/orgs", R"({"name":"Second"})").status, 200);
  EXPECT_EQ(OrgsWith(of, {{"groups", {"a", "b"}}}), "1 Editor;2 Viewer;");
  EXPECT_EQ(OrgsWith(of, {{"groups", {"b"}}, {"role", "GrafanaAdmin"}}), "2 Admin;");
  EXPECT_THAT(of.Get("/api/users/2"), HasSubstr(R"("isGrafanaAdmin":true)"));
  EXPECT_THAT(of.Get("/api/users/2"), HasSubstr(R"("isGrafanaAdminExternallySynced":true)"));
  EXPECT_EQ(OrgsWith(of, {{"groups", {"c"}}}), "1 Viewer;");
  EXPECT_THAT(of.Get("/api/users/2"), HasSubstr(R"("isGrafanaAdmin":false)"));
}

TEST(JwtRulesTest, NamesMayBeFoundByPaths) {
  InstanceSettings settings = ByJwt();
  settings.jwt.username_claim = settings.jwt.email_claim = "";
  settings.jwt.username_path = ClaimPath::Read("info.login");
  settings.jwt.email_path = ClaimPath::Read("info.mails[0]");
  OfRelease of("12.4", settings);
  EXPECT_THAT(With(of, {{"sub", "1"}, {"info", {{"login", "jane"}, {"mails", {"j@x", "k@x"}}}}}).body,
              HasSubstr(R"("email":"j@x","name":"","login":"jane")"));
}

}  // namespace
}  // namespace grafake::server
