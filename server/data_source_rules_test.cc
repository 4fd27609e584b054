// How data sources are asked for in each release.
#include <gmock/gmock.h>

#include <algorithm>
#include <string>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kOne =
    R"({"name":"One","type":"prometheus","access":"proxy","url":"http://127.0.0.1:1","uid":"one","secureJsonData":{"p":"s3cret"},"jsonData":{"b":1,"a":[1e3]}})";

TEST(DataSourceRulesTest, EachReleaseServesThem) {
  for (const char* name : {"8.5", "9.0", "9.1", "9.3", "10.1", "11.5", "12.4"}) {
    OfRelease of(name);
    const Response made = of.Send("POST", "/api/datasources", kOne);
    EXPECT_EQ(made.status, 200) << name;
    EXPECT_THAT(made.body, HasSubstr(R"("jsonData":{"a":[1e3],"b":1},"secureJsonFields":{"p":true},"version":1)"));
    EXPECT_THAT(of.Get("/api/datasources"), HasSubstr(R"("typeName":"Prometheus")")) << name;
    EXPECT_EQ(of.Get("/api/datasources/id/One"), R"({"id":1})") << name;
    for (const char* path : {"/api/datasources/1", "/api/datasources/uid/one", "/api/datasources/name/One"}) {
      EXPECT_THAT(of.Get(path), HasSubstr(R"("uid":"one")")) << name << path;
      EXPECT_THAT(of.Get(path), Not(HasSubstr("s3cret"))) << name << path;
    }
    EXPECT_EQ(of.Send("DELETE", "/api/datasources/uid/one").body, R"({"id":1,"message":"Data source deleted"})");
    EXPECT_EQ(of.Get("/api/datasources"), "[]") << name;
  }
}

TEST(DataSourceRulesTest, WhatIsNotThereMayBeForbiddenToAll) {
  for (const auto& [name, status] : {std::pair{"9.0", 403}, {"9.1", 403}, {"9.3", 404}, {"12.4", 404}}) {
    OfRelease of(name);
    EXPECT_EQ(of.Send("DELETE", "/api/datasources/99").status, status) << name;
    EXPECT_EQ(of.Send("GET", "/api/datasources/id/unknown").status, status) << name;
    EXPECT_EQ(of.Send("DELETE", "/api/datasources/uid/unknown").status, 404) << name;
  }
}

TEST(DataSourceRulesTest, AnIdThatWasFoundIsRememberedForAWhile) {
  InstanceSettings settings;
  Instant now = settings.clock();
  settings.clock = [&now] { return now; };
  OfRelease of("9.0", settings);
  ASSERT_EQ(of.Send("POST", "/api/datasources", kOne).status, 200);
  EXPECT_EQ(of.Send("DELETE", "/api/datasources/1").body, R"({"message":"Data source deleted"})");
  EXPECT_EQ(of.Send("DELETE", "/api/datasources/1").status, 404);
  now += std::chrono::seconds(31);
  EXPECT_EQ(of.Send("DELETE", "/api/datasources/1").status, 403);
}

TEST(DataSourceRulesTest, QuotasCountThem) {
  InstanceSettings settings;
  settings.quotas = {{"org_data_source", 1}, {"global_data_source", 5}};
  OfRelease of("9.0", settings);
  ASSERT_EQ(of.Send("POST", "/api/datasources", kOne).status, 200);
  const Response full = of.Send("POST", "/api/datasources", kOne);
  EXPECT_EQ(full.status, 403);
  EXPECT_EQ(full.body, R"({"message":"data_source Quota reached"})"
                       "\n");
  EXPECT_THAT(of.Get("/api/org/quotas"), HasSubstr(R"("target":"data_source","limit":1,"used":1)"));
}

TEST(DataSourceRulesTest, NothingIsSentToOneThatIsNoTarget) {
  InstanceSettings settings;
  settings.data_source_proxy.targets = {"10.0.0.1:80"};
  OfRelease of("9.0", settings);
  ASSERT_EQ(of.Send("POST", "/api/datasources", kOne).status, 200);
  const Response refused = of.Send("GET", "/api/datasources/proxy/1/x");
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("}\n{\"message\":\"target URL is not a valid target\"}\n"));
}

TEST(DataSourceRulesTest, TheProxySaysNothingOfCaches) {
  OfRelease of("9.0");
  ASSERT_EQ(of.Send("POST", "/api/datasources", kOne).status, 200);
  const auto cached = [&](const char* path) {
    const Response response = of.Send("GET", path);
    return std::ranges::any_of(response.headers, [](const auto& h) { return h.name == "Cache-Control"; });
  };
  EXPECT_FALSE(cached("/api/datasources/proxy/1/x"));
  EXPECT_FALSE(cached("/api/datasources/proxy/99/x"));
  EXPECT_TRUE(cached("/api/datasources/1"));
}

TEST(DataSourceRulesTest, AnswersShowWhatMayBeDoneWithOneToWhoAsks) {
  OfRelease of("9.0");
  ASSERT_EQ(of.Send("POST", "/api/datasources", kOne).status, 200);
  EXPECT_THAT(of.Get("/api/datasources/1?accesscontrol=true"), HasSubstr(R"("datasources:write":true)"));
  EXPECT_THAT(of.Get("/api/datasources/1"), Not(HasSubstr("accessControl")));
}

}  // namespace
}  // namespace grafake::server
