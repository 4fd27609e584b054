#include "conformance/secrets.h"

#include <gtest/gtest.h>

namespace grafake::conformance {
namespace {

TEST(SecretsTest, ValuesOfPasswordsAndKeysAreMasked) {
  const Secrets secrets;
  EXPECT_EQ(secrets.Masked(R"({"id":1,"key":"a\"b","password":"p"})"), R"({"id":1,"key":"***","password":"***"})");
  EXPECT_EQ(secrets.Masked(R"({"oldPassword" : "p", "newPassword":"q")"),
            R"({"oldPassword" : "***", "newPassword":"***")");
  EXPECT_EQ(secrets.Masked(R"({"password":"cut o)"), R"({"password":"***")");
  EXPECT_EQ(secrets.Masked(R"({"password":"","key":null})"), R"({"password":"","key":null})");
}

TEST(SecretsTest, TokensAreMaskedWhereverTheyStand) {
  const Secrets secrets;
  EXPECT_EQ(secrets.Masked("/api?x=glsa_aB3_0123&y=1"), "/api?x=glsa_***&y=1");
  EXPECT_EQ(secrets.Masked("key eyJrIjoiQUJD= end"), "key eyJrIjoi*** end");
  EXPECT_EQ(secrets.Masked("grafana_session=0123abc; Path=/"), "grafana_session=***; Path=/");
}

TEST(SecretsTest, WhatWasSaidIsMaskedInWhatComesBack) {
  Secrets secrets;
  secrets.Learn("eve:open sesame");
  secrets.Learn("raw:Basic Zm9v");
  secrets.Learn("cookie:session=c00kie");
  secrets.Learn("bearer:tok-en");
  EXPECT_EQ(secrets.Masked("wrong: open sesame, Basic Zm9v, c00kie, tok-en"), "wrong: ***, ***, ***, ***");
}

TEST(SecretsTest, ASecretInsideAnotherUncoversNothing) {
  Secrets secrets;
  secrets.Learn("eve:sesame");
  secrets.Learn("ada:sesame-street");
  EXPECT_EQ(secrets.Masked("sesame-street sesame"), "*** ***");
}

TEST(SecretsTest, APasswordThatIsTheNameIsNoSecret) {
  Secrets secrets;
  secrets.Learn("admin:admin");
  secrets.Learn("");
  EXPECT_EQ(secrets.Masked("admin was here"), "admin was here");
}

TEST(SecretsTest, HeadersOfCredentials) {
  for (const char* name : {"Authorization", "cookie", "X-Api-Key", "X-Grafana-Token", "X-JWT-Assertion"})
    EXPECT_TRUE(IsSecretHeader(name)) << name;
  EXPECT_FALSE(IsSecretHeader("X-Grafana-Org-Id"));
}

}  // namespace
}  // namespace grafake::conformance
