#include "server/domain/token_format.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "server/domain/base64.h"
#include "server/domain/digest.h"

namespace grafake::server {
namespace {

nlohmann::json TokenVectors() { return nlohmann::json::parse(std::ifstream(GRAFAKE_FIXTURES "/token-vectors.json")); }

TEST(TokenFormatTest, PrintedTokenParses) {
  const std::string token = NewPrefixedToken();
  EXPECT_EQ(token.size(), 46U);
  const auto parsed = ParseToken(token);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(token, "glsa_" + parsed->secret + "_" + parsed->salt);
}

TEST(TokenFormatTest, PrintedLegacyTokenParses) {
  const auto parsed = ParseToken(NewLegacyToken("a \"key\" <1>", 12));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->name, "a \"key\" <1>");
  EXPECT_EQ(parsed->org_id, 12);
}

TEST(TokenFormatTest, AnyChangedCharacterIsRefused) {
  const std::string token = NewPrefixedToken();
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(ParseToken(changed)) << i;
  }
}

TEST(TokenFormatTest, RefusesWhatNobodyIssued) {
  for (const char* token : {"glsa_abc", "gl", "glsa__", "glc_abc", "nonsense", "eyJrIjoi", "a.b.c", "%00",
                            "eyJrIjoiYWJjIiwibiI6InRvayIsImlkIjoxfQ", "eyJpZCI6IjEifQ==", "eyJpZCI6MS4wfQ=="}) {
    EXPECT_FALSE(ParseToken(token)) << token;
  }
}

TEST(TokenFormatTest, ReadsLenientJson) {
  for (const char* json : {"{}", "null", " {\"K\":\"a\",\"x\":[1]} ", "{\"k\":null}"}) {
    EXPECT_TRUE(ParseToken(EncodeBase64(json))) << json;
  }
  EXPECT_FALSE(ParseToken(EncodeBase64("{} x")));
}

TEST(TokenFormatTest, AnyServiceIsWellFormedWithItsChecksum) {
  const std::string body = "gl_secret";
  for (const char* wrong : {"00000000", "ABCDEF01", ""}) EXPECT_FALSE(ParseToken(body + "_" + wrong));
}

TEST(TokenVectorTest, EveryVectorHashesAsGrafanaStoresIt) {
  const nlohmann::json vectors = TokenVectors();
  for (const char* group : {"prefixed", "legacy", "decode_only"}) {
    for (const auto& vector : vectors.at(group)) {
      const auto parsed = ParseToken(vector.at("token").get<std::string>());
      ASSERT_TRUE(parsed) << vector.dump();
      EXPECT_EQ(Pbkdf2Hex(parsed->secret, parsed->salt), vector.at("stored_hash").get<std::string>()) << vector.dump();
    }
  }
}

TEST(TokenVectorTest, NegativeVectorsAreMalformedWhereGrafanaAnswers401) {
  const nlohmann::json vectors = TokenVectors();
  for (const auto& vector : vectors.at("negative")) {
    const bool malformed = vector.at("status_9_x") == 401;
    EXPECT_EQ(!ParseToken(vector.at("token").get<std::string>()), malformed) << vector.dump();
  }
}

TEST(DigestTest, HashesPasswordsAsGrafana) {
  const nlohmann::json vectors = TokenVectors();
  for (const auto& vector : vectors.at("pbkdf2")) {
    EXPECT_EQ(Pbkdf2Hex(vector.at("password").get<std::string>(), vector.at("salt").get<std::string>()),
              vector.at("stored_hash"));
  }
}

}  // namespace
}  // namespace grafake::server
