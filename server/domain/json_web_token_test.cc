#include "server/domain/json_web_token.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "server/domain/jwt_claims.h"

namespace grafake::server {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr Instant kRecordedAt{std::chrono::seconds(1'795'700'000)};  // when the recordings were made

json Recorded(const std::string& scenario) {
  std::ifstream file(std::string(GRAFAKE_FIXTURES) + "/recorded/9.0.9/jwt--" + scenario + ".json");
  return json::parse(file);
}

tl::expected<JwtClaims, std::string> Checked(std::string payload, const std::string& expected = "{}") {
  return JwtClaims::Check(std::move(payload), *ExpectedClaims::Read(expected, {}), kRecordedAt);
}

// Real Grafana says with a traceID that a token is not to be believed, without one that it names nobody.
TEST(JsonWebTokenTest, EachRecordedTokenIsBelievedAsRealGrafanaBelievesIt) {
  const json scenario = Recorded("bad-tokens");
  const auto keys = ReadKeySet(scenario["files"]["jwks.json"].get<std::string>(), {});
  ASSERT_TRUE(keys) << keys.error();
  int believed = 0;
  int refused = 0;
  for (const json& step : scenario["steps"]) {
    std::string text = step.value("headers", json::object()).value("X-JWT-Assertion", "");
    if (text.find_first_not_of(' ') == std::string::npos) continue;
    std::erase(text, '=');
    auto token = ReadJsonWebToken(text, true);
    const bool is_good = token && IsSignedByOne(*token, *keys) && Checked(token->payload);
    const std::string answer = step["response"]["body"];
    EXPECT_EQ(is_good, answer.find("traceID") == std::string::npos) << text << answer;
    ++(is_good ? believed : refused);
  }
  EXPECT_GT(believed, 10);
  EXPECT_GT(refused, 10);
}

TEST(JsonWebTokenTest, WhatIsNoneIsTold) {
  for (const char* const text :
       {"", "a", "a.b", "a.b.c", "a.b.c.d", "...", "e30.e30.e30.", "{}", "[]", "{\"payload\":5}", "e30.!.e30"})
    EXPECT_FALSE(ReadJsonWebToken(text, true) && ReadJsonWebToken(text, true)->algorithm != "") << text;
  EXPECT_FALSE(ReadJsonWebToken(std::string(1 << 20, 'a'), true));
}

TEST(JwtClaimsTest, AreTakenInTimeWithAMinuteOfLeeway) {
  const auto at = [](const std::string& claim, int later) {
    return "{\"" + claim + "\":" + std::to_string(kRecordedAt.time_since_epoch() / std::chrono::seconds(1) + later) +
           "}";
  };
  EXPECT_TRUE(Checked(at("exp", -59)));
  EXPECT_FALSE(Checked(at("exp", -61)));
  for (const char* const claim : {"nbf", "iat"}) {
    EXPECT_TRUE(Checked(at(claim, 59))) << claim;
    EXPECT_FALSE(Checked(at(claim, 62))) << claim;
  }
  for (const char* const fine : {"{}", R"({"exp":null})", R"({"exp":4102444800.5})", R"({"iat":0})"})
    EXPECT_TRUE(Checked(fine)) << fine;
  for (const char* const odd :
       {R"({"exp":0})", R"({"exp":"4102444800"})", R"({"nbf":[]})", R"({"iss":5})", R"({"sub":[]})", R"({"nbf":1e999})",
        R"({"jti":{}})", R"({"aud":5})", R"({"aud":[5]})", "[]", "null", "", "5", "{"})
    EXPECT_FALSE(Checked(odd)) << odd;
}

TEST(JwtClaimsTest, AreAsTheyAreExpected) {
  struct Row {
    const char* expected;
    const char* payload;
    bool good;
  };
  for (const Row& row : std::initializer_list<Row>{{R"({"iss":"a"})", R"({"iss":"a"})", true},
                                                   {R"({"iss":"a"})", R"({"iss":"b"})", false},
                                                   {R"({"iss":"a"})", "{}", false},
                                                   {R"({"sub":"a"})", R"({"sub":"A"})", false},
                                                   {R"({"aud":"a"})", R"({"aud":["b","a"]})", true},
                                                   {R"({"aud":["a","b"]})", R"({"aud":"a"})", false},
                                                   {R"({"aud":[]})", "{}", true},
                                                   {R"({"n":3})", R"({"n":3.0})", true},
                                                   {R"({"n":3})", R"({"n":"3"})", false},
                                                   {R"({"l":[1,2]})", R"({"l":[1,2]})", true},
                                                   {R"({"l":[1,2]})", R"({"l":[2,1]})", false},
                                                   {R"({"l":[1]})", R"({"l":[1,2]})", false},
                                                   {R"({"o":{"a":1,"b":[{}]}})", R"({"o":{"b":[{}],"a":1.0}})", true},
                                                   {R"({"o":{"a":1}})", R"({"o":{"a":1,"b":2}})", false},
                                                   {R"({"x":null})", R"({"x":null})", true},
                                                   {R"({"x":null})", "{}", false},
                                                   {R"({"t":"\u00e4"})", R"({"t":"ä"})", true}})
    EXPECT_EQ(Checked(row.payload, row.expected).has_value(), row.good) << row.expected << row.payload;
}

TEST(KeySetTest, OddKeysAreToldInRealsWords) {
  const auto error = [](const char* text) { return ReadKeySet(text, {}).error(); };
  EXPECT_EQ(error(""), "EOF");
  EXPECT_EQ(error("not json"), "invalid character 'o' in literal null (expecting 'u')");
  EXPECT_EQ(error(R"({"keys":[{"kty":"XYZ"}]})"), "square/go-jose: unknown json web key type 'XYZ'");
  EXPECT_THAT(error(R"({"keys":[{"kty":"RSA"}]})"), HasSubstr("missing n/e values"));
  for (const char* secret : {"", "not base64!"})
    EXPECT_THAT(ReadKeySet(std::string(R"({"keys":[{"kty":"oct","k":")") + secret + "\"}]}", {}).error(),
                HasSubstr("k cannot be read"));
  EXPECT_THAT(error(R"({"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]})"), HasSubstr("wrong length for x"));
  EXPECT_THAT(error(R"({"keys":[{"kty":"EC","crv":"P-1"}]})"), HasSubstr("unsupported elliptic curve 'P-1'"));
  EXPECT_THAT(error("[]"), HasSubstr("cannot unmarshal array"));
  EXPECT_TRUE(ReadKeySet("{}", {})->empty());
  EXPECT_TRUE(ReadKeySet(R"({"keys":[]} more)", {})->empty());
}

TEST(PemKeyTest, OddFilesAreToldInRealsWords) {
  const auto error = [](const std::string& name) {
    return ReadPemKey("-----BEGIN " + name + "-----\nAAAA\n-----END " + name + "-----\n").error();
  };
  EXPECT_EQ(ReadPemKey("no pem").error(), "failed to parse pem-encoded file");
  EXPECT_EQ(error("CERTIFICATE"), "unknown pem block type \"CERTIFICATE\"");
  EXPECT_THAT(error("PUBLIC KEY"), HasSubstr("asn1: structure error: tags don't match (16 vs {class:0 tag:0 length:0 "
                                             "isCompound:false}) {optional:false"));
}

TEST(PemKeyTest, PublicKeysCheckAndPrivateOnesDoNot) {
  const json scenario = Recorded("keys");
  std::vector<VerificationKey::Kind> kinds;
  for (const json& step : scenario["steps"]) {
    const std::string text = step.value("/restart/files/key.pem"_json_pointer, "");
    if (!text.starts_with("-----")) continue;
    const auto key = ReadPemKey(text);
    ASSERT_TRUE(key) << key.error();
    EXPECT_EQ(key->kind == VerificationKey::Kind::kNone, text.find("PRIVATE") != std::string::npos) << text;
  }
}

}  // namespace
}  // namespace grafake::server
