#include "server/control/secret_names.h"

#include <gmock/gmock.h>

#include "server/control/token_shape.h"

namespace grafake::server {
namespace {

TEST(SecretNamesTest, NamesAreKnownInAnySpelling) {
  for (const char* name : {"password",
                           "Password",
                           "PASSWORD",
                           "oldPassword",
                           "new_password",
                           "confirmNew",
                           "passWD",
                           "pa\xC5\xBFsword",
                           "to\xE2\x84\xAA"
                           "en",
                           "tls-client-key",
                           "user[password]",
                           "tokens",
                           "apiKeys",
                           "keys",
                           "private_key_pem",
                           "tokenValue",
                           "X-Token-Values",
                           "keyPEMBase64",
                           "accessToken2",
                           "secureSettings",
                           "secureJsonFields",
                           "secureJsonData",
                           "pass+word",

                           "sessionCookies",
                           "inviteCode"})
    EXPECT_NE(SecretKindOf(name), SecretKind::kNone) << name;
  for (const char* name : {"name", "login", "id", "code", "isDisabled", "passed", "tokenId", "tokenName", "keyCount",
                           "hasTokensLeft", "value", "tlsSkipVerifyInsecure", "address", "status", "s", "data", "2"})
    EXPECT_EQ(SecretKindOf(name), SecretKind::kNone) << name;
  for (const char* name : {"tokens", "apiKeys", "hasTokens"}) EXPECT_TRUE(MayNameCount(name)) << name;
  for (const char* name : {"pass", "passwords", "secrets", "token", "keyPem", "status"})
    EXPECT_FALSE(MayNameCount(name)) << name;
}

TEST(TokenShapeTest, FindsTokensWhereverTheyStand) {
  for (const char* text :
       {"glsa_abc", "xglsa_1", "GLSA_abc_1", "glc_12345678", "a eyJrIjoiT0tTcG1p b", "glossary_ glsa_x",
        // In base64: of a token, of "api_key:" and a token, of "a:" and a token, of a key, of "api_key:" and a key.
        "Z2xzYV9hYmM=", "x=YXBpX2tleTpnbHNhX2FiYw==", "YTpnbHNhX2FiYw==", "ZXlKcklqb2lUMHRUY0cxcCJ9",
        "YXBpX2tleTpleUpySWpvaVQwdFRjRzFwIn0="})
    EXPECT_TRUE(FindToken(text)) << text;
  for (const char* text : {"google_analytics", "glsa_", "glossary_of_things", "eyJ", "heyJude", "single_sign_on"})
    EXPECT_FALSE(FindToken(text)) << text;
}

}  // namespace
}  // namespace grafake::server
