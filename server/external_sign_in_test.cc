#include "server/external_sign_in.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "server/config/expansion.h"
#include "server/control/seed_file.h"
#include "server/tls_problem.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;

// The words in which a start ends; empty: it does not.
std::string Refusal(AuthJwtSettings settings) {
  settings.enabled = true;
  settings.header_name = "X-JWT";
  if (settings.expect_claims.empty()) settings.expect_claims = "{}";
  const auto jwt = JwtOf(settings, KeyWords());
  return jwt ? "" : jwt.error().message;
}

class ExternalSignInTest : public testing::Test {
 protected:
  std::string File(const std::string& text) {
    const std::string path = testing::TempDir() + "grafake-keys-" + std::to_string(++files_);
    std::ofstream(path) << text;
    return path;
  }

 private:
  int files_ = 0;
};

TEST_F(ExternalSignInTest, WrongSettingsOfJwtEndTheStartInRealsWords) {
  EXPECT_EQ(Refusal({}), "key set for jwt verification is not configured");
  EXPECT_THAT(Refusal({.jwk_set_file = "a", .key_file = "b"}), HasSubstr("key set configuration is ambiguous"));
  EXPECT_EQ(Refusal({.jwk_set_url = "http://x/jwks"}), "jwt_set_url must have https scheme");
  EXPECT_EQ(Refusal({.jwk_set_url = "://x"}), "parse \"://x\": missing protocol scheme");
  EXPECT_EQ(Refusal({.key_file = "/no/such"}), "open /no/such: no such file or directory");
  EXPECT_EQ(Refusal({.jwk_set_file = File("")}), "EOF");
  EXPECT_EQ(Refusal({.key_file = File("no pem")}), "failed to parse pem-encoded file");
  const auto expecting = [&](const char* claims) {
    return Refusal({.expect_claims = claims, .jwk_set_file = File("{}")});
  };
  EXPECT_EQ(expecting("{}"), "");
  EXPECT_EQ(expecting("nope"), "invalid character 'o' in literal null (expecting 'u')");
  EXPECT_EQ(expecting("[]"), "json: cannot unmarshal array into Go value of type map[string]interface {}");
  EXPECT_EQ(expecting(R"({"iss":5})"), R"("iss" expectation has invalid type float64, string expected)");
  EXPECT_EQ(expecting(R"({"sub":[]})"), R"("sub" expectation has invalid type []interface {}, string expected)");
  EXPECT_EQ(expecting(R"({"aud":5})"), R"("aud" expectation has invalid type float64, array or string expected)");
  EXPECT_EQ(expecting(R"({"aud":[5]})"),
            R"("aud" expectation contains value with invalid type string, string expected)");
}

TEST_F(ExternalSignInTest, NobodyWaitsForAPipeInPlaceOfAKey) {
  const std::string pipe = testing::TempDir() + "grafake-key-pipe-" + std::to_string(getpid());
  mkfifo(pipe.c_str(), 0600);
  for (const std::string& path : {pipe, std::string("/dev/zero")}) {
    EXPECT_EQ(Refusal({.key_file = path}), "read " + path + ": not a regular file");
    EXPECT_EQ(Refusal({.jwk_set_file = path}), "read " + path + ": not a regular file");
    EXPECT_EQ(TlsProblem(path, path), "read " + path + ": not a regular file");
    EXPECT_EQ(ExpandFiles("$__file{" + path + "}").error(), "read " + path + ": not a regular file");
    EXPECT_EQ(ReadSeedFile(path, {}).error(), path + ": cannot be read: not a regular file");
  }
  std::filesystem::remove(pipe);
}

TEST_F(ExternalSignInTest, NothingIsReadWhereJwtsAreOff) { EXPECT_TRUE(JwtOf({.key_file = "/no/such"}, KeyWords())); }

TEST_F(ExternalSignInTest, HeadersOfAProxyAreFieldsAndNames) {
  const ProxyHeaders headers = ProxyHeadersOf({.header_name = "X-USER",
                                               .headers = "Name:X-NAME, Email:X-MAIL,name:X Login Role: X-ROLE",
                                               .headers_encoded = true});
  EXPECT_EQ(headers.name, "X-USER");
  EXPECT_EQ(headers.full_name, "X-NAME");
  EXPECT_EQ(headers.email, "X-MAIL");
  EXPECT_EQ(headers.login + headers.role + headers.groups, "");
  EXPECT_TRUE(headers.encoded);
}

}  // namespace
}  // namespace grafake::server
