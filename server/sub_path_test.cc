// A server below a path of another's, and where its redirects lead.
#include <gmock/gmock.h>

#include "server/instance_client.h"

namespace grafake::server {
namespace {

class SubPath : public testing::Test {
 protected:
  Response Get(const std::string& path, const std::string& who = "") { return Send({"GET", path, "", who}); }
  Response Send(const Ask& ask) {
    if (!instance) instance.emplace(settings);
    return InstanceClient(*instance)(ask);
  }
  void ServeAt(const std::string& root_url, const std::string& sub_url, bool cut) {
    settings.redirects.root_url = root_url;
    settings.sub_url = sub_url;
    settings.cut_sub_url = cut;
    instance.reset();
  }
  // What a stranger's visit leaves in his cookie.
  std::string Kept(const std::string& path) {
    const std::string cookie = HeaderOf(Get(path), "Set-Cookie");
    return cookie.substr(0, cookie.find(';'));
  }
  // The answer to a login with that cookie.
  std::string After(const std::string& target) {
    return Send({"POST", "/login", R"({"user":"admin","password":"admin"})", "", {{"Cookie", "redirect_to=" + target}}})
        .body;
  }

  InstanceSettings settings;
  std::optional<Instance> instance;
};

TEST_F(SubPath, TheAddressIsKeptAsItWasAskedFor) {
  ServeAt("https://sth.example.com/grafana/", "/grafana", true);
  EXPECT_EQ(Kept("/grafana"), "redirect_to=%2Fgrafana");
  EXPECT_EQ(Kept("/grafana/"), "redirect_to=%2Fgrafana%2F");
  EXPECT_EQ(Kept("/grafanax"), "redirect_to=%2Fgrafanax");
  EXPECT_EQ(Kept("/grafana/nothing?a=b"), "redirect_to=%2Fgrafana%2Fnothing%3Fa%3Db");
  EXPECT_EQ(Kept("/nothing"), "redirect_to=%2Fgrafana%2Fnothing");
  EXPECT_EQ(Kept("/graf%61na/nothing"), "redirect_to=%2Fgrafana%2Fgraf%2561na%2Fnothing");
  EXPECT_EQ(Kept("//grafana/nothing"), "redirect_to=%2Fgrafana%2F%2Fgrafana%2Fnothing");
  EXPECT_EQ(HeaderOf(Get("/grafana"), "Location"), "/grafana/login");
  EXPECT_EQ(Get("/grafana", "admin:admin").status, 200);
}

TEST_F(SubPath, WithoutCuttingItIsNotDoubledEither) {
  ServeAt("https://sth.example.com/grafana/", "/grafana", false);
  EXPECT_EQ(Kept("/grafana/login"), "redirect_to=%2Fgrafana%2Flogin");
  EXPECT_EQ(Kept("/nothing"), "redirect_to=%2Fgrafana%2Fnothing");
}

TEST_F(SubPath, WhatIsLeftOfALongerNameIsNoApi) {
  ServeAt("https://sth.example.com/grafana/", "/grafana", true);
  EXPECT_EQ(Get("/grafanaapi/org").status, 302);
  EXPECT_NE(Get("/grafanaapi/health").status, 200);
  EXPECT_EQ(HeaderOf(Get("/grafana?orgId=2", "admin:admin"), "Location"), "none") << "the admin is in no org 2";
}

TEST_F(SubPath, ATargetMustBeBelowIt) {
  ServeAt("https://sth.example.com/grafana/", "/grafana", true);
  EXPECT_THAT(After("%2Fgrafana%2Fd"), testing::HasSubstr(R"("redirectUrl":"/grafana/d")"));
  EXPECT_THAT(After("%2Fgrafana%2F"), testing::HasSubstr(R"("redirectUrl":"/grafana/")"));
  EXPECT_THAT(After("%2Fgrafana%2Fd%3Fx%3D%25zz"), testing::HasSubstr("redirectUrl"));
  for (const char* refused :
       {"%2Fgrafana", "%2Fgrafanax%2F", "%2Fgrafana%3Fx", "%2Fd", "%2F%2Fgrafana%2F", "%2F%252Fgrafana%2F",
        "%2Fgrafana%2F%0A", "%2Fgrafana%2F%09x", "%2Fgrafana%2F%7F", "%2Fgrafana%2F%25zz", "%2Fgrafana%2F%5Cevil",
        "grafana%2F", "http%3A%2F%2Fx%2Fgrafana%2F"}) {
    EXPECT_EQ(After(refused), R"({"message":"Logged in"})") << refused;
  }
}

TEST_F(SubPath, ARootUrlWithoutSchemeIsAPath) {
  ServeAt("grafana.example.com/", "grafana.example.com", false);
  EXPECT_EQ(HeaderOf(Get("/"), "Location"), "/grafana.example.com/login");
  EXPECT_EQ(HeaderOf(Get("/a/b"), "Location"), "/a/grafana.example.com/login");
}

TEST_F(SubPath, AddressesAreWrittenAsGoDoes) {
  settings.login.signout_redirect = "/a//b/../ü?x=/../y";
  EXPECT_EQ(HeaderOf(Get("/logout"), "Location"), "/a/%c3%bc?x=/../y");
}

TEST_F(SubPath, WhoIsSignedInAlreadyGoesOn) {
  const auto login_page = [&](const std::string& target) {
    return Send({"GET", "/login", "", "admin:admin", {{"Cookie", "redirect_to=" + target}}});
  };
  EXPECT_EQ(HeaderOf(login_page("%2Fd"), "Location"), "/d");
  EXPECT_EQ(HeaderOf(login_page("%2F%2Fevil.org"), "Location"), "/");
  EXPECT_THAT(HeaderOf(login_page("%2Fd"), "Set-Cookie"), testing::StartsWith("redirect_to=; "));
}

TEST_F(SubPath, ForceLoginIsNotKept) {
  EXPECT_EQ(Kept("/nothing?forceLogin=true"), "redirect_to=%2Fnothing%3F");
  EXPECT_EQ(Kept("/nothing?a=b&forceLogin=true&c=d"), "redirect_to=%2Fnothing%3Fa%3Db%26c%3Dd");
}

}  // namespace
}  // namespace grafake::server
