#include "server/control/access.h"

#include <gmock/gmock.h>

namespace grafake::server {
namespace {

Request From(std::string ip, std::vector<Header> headers) {
  Request request;
  request.method = "GET";
  request.path = "/_grafake/clock";
  request.client_ip = std::move(ip);
  request.headers = std::move(headers);
  return request;
}

int StatusOf(const Request& request, const ControlSettings& settings = {}) {
  const auto refused = RefuseControl(request, settings);
  return refused ? refused->status : 200;
}

TEST(ControlAccessTest, LoopbackIsManyAddresses) {
  for (const char* address : {"", "127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"})
    EXPECT_TRUE(IsLoopback(address)) << address;
  for (const char* address : {"10.0.0.1", "::2", "::ffff:10.0.0.1", "128.0.0.1", "127.0.0.1.example.org", "fe80::1"})
    EXPECT_FALSE(IsLoopback(address)) << address;
}

TEST(ControlAccessTest, WhoComesFromElsewhereIsLetInWhenSettingsSaySo) {
  const Request request = From("10.0.0.7", {{"Host", "10.0.0.1:3000"}});
  EXPECT_EQ(StatusOf(request), 403);
  EXPECT_EQ(StatusOf(request, {.who = ControlFor::kAnybody}), 200);
  EXPECT_EQ(StatusOf(From("127.0.0.1", {}), {.who = ControlFor::kNobody}), 404);
  EXPECT_EQ(StatusOf(From("127.0.0.1", {{"Host", "127.0.0.1:3000"}})), 200);
}

TEST(ControlAccessTest, ATokenIsAskedForWhereverOneIsSet) {
  for (const ControlFor who : {ControlFor::kLoopback, ControlFor::kAnybody}) {
    const ControlSettings settings{.who = who, .token = "s3cret"};
    EXPECT_EQ(StatusOf(From("127.0.0.1", {{"Host", "localhost"}}), settings), 401);
    EXPECT_EQ(StatusOf(From("127.0.0.1", {{"Authorization", "Bearer s3cre"}}), settings), 401);
    EXPECT_EQ(StatusOf(From("127.0.0.1", {{"Authorization", "bearer s3cret"}}), settings), 401);
    EXPECT_EQ(StatusOf(From("127.0.0.1", {{"Authorization", "Bearer s3cret"}, {"Host", "grafana"}}), settings), 200);
  }
}

TEST(ControlAccessTest, APageOfAnotherSiteIsRefused) {
  const Header host{"Host", "localhost:3000"};
  EXPECT_EQ(StatusOf(From("127.0.0.1", {host, {"Origin", "http://localhost:3000"}})), 200);
  for (const char* origin : {"http://localhost:4000", "https://evil.example", "null", "",
                             "http://localhost:3000@evil.example", "http://x@localhost:3000", "http://localhost"})
    EXPECT_EQ(StatusOf(From("127.0.0.1", {host, {"Origin", origin}})), 403) << origin;
  for (const char* site : {"cross-site", "same-site", ""})
    EXPECT_EQ(StatusOf(From("127.0.0.1", {host, {"Sec-Fetch-Site", site}})), 403) << site;
  for (const char* site : {"same-origin", "none"})
    EXPECT_EQ(StatusOf(From("127.0.0.1", {host, {"Sec-Fetch-Site", site}})), 200) << site;
}

TEST(ControlAccessTest, ANameThatLeadsHereIsRefused) {
  for (const char* host :
       {"evil.example", "evil.example:3000", "localhost.evil.example", "127.0.0.1.nip.io:3000", "a:b:c"})
    EXPECT_EQ(StatusOf(From("127.0.0.1", {{"Host", host}})), 403) << host;
  for (const char* host :
       {"localhost", "LOCALHOST:3000", "x.localhost:3000", "127.0.0.1:3000", "[::1]:3000", "10.1.2.3"})
    EXPECT_EQ(StatusOf(From("127.0.0.1", {{"Host", host}})), 200) << host;
  EXPECT_EQ(StatusOf(From("127.0.0.1", {{"Host", "grafana.test:3000"}}), {.domain = "Grafana.test"}), 200);
  EXPECT_EQ(StatusOf(From("127.0.0.1", {})), 200);
}

}  // namespace
}  // namespace grafake::server
