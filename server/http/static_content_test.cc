#include "server/http/static_content.h"

#include <gmock/gmock.h>

namespace grafake::server {
namespace {

const StaticContent kRobots{"0123456789", "text/plain", 1660000000};

Response Serve(std::vector<Header> headers) {
  return ServeContent({.method = "GET", .path = "/x", .headers = std::move(headers)}, kRobots);
}

std::string ValueOf(const Response& response, const std::string& name) {
  for (const AnswerHeader& header : response.headers) {
    if (header.name == name) return header.value;
  }
  return "none";
}

TEST(StaticContent, IsWholeWithItsDate) {
  const Response whole = Serve({});
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.body, "0123456789");
  EXPECT_EQ(ValueOf(whole, "Accept-Ranges"), "bytes");
  EXPECT_EQ(ValueOf(whole, "Last-Modified"), "Mon, 08 Aug 2022 23:06:40 GMT");
}

struct ConditionCase {
  Header header;
  int status;
};

TEST(StaticContent, ConditionsAreKept) {
  for (const auto& [header, status] : {
           ConditionCase{{"If-Modified-Since", "Mon, 08 Aug 2022 23:06:40 GMT"}, 304},
           ConditionCase{{"If-Modified-Since", "Monday, 08-Aug-22 23:06:41 GMT"}, 304},
           ConditionCase{{"If-Modified-Since", "Mon Aug  8 23:06:39 2022"}, 200},
           ConditionCase{{"If-Modified-Since", "yesterday"}, 200},
           ConditionCase{{"If-Unmodified-Since", "Mon, 08 Aug 2022 23:06:39 GMT"}, 412},
           ConditionCase{{"If-Unmodified-Since", "Mon, 08 Aug 2022 23:06:40 GMT"}, 200},
           ConditionCase{{"If-None-Match", "*"}, 304},
           ConditionCase{{"If-None-Match", "\"x\""}, 200},
           ConditionCase{{"If-Match", "*"}, 200},
           ConditionCase{{"If-Match", "\"x\""}, 412},
       }) {
    const Response response = Serve({header});
    EXPECT_EQ(response.status, status) << header.name << ": " << header.value;
    EXPECT_EQ(response.body, status == 200 ? "0123456789" : "") << header.name;
  }
}

struct RangeCase {
  std::string range;
  int status;
  std::string content_range;
  std::string body;
};

TEST(StaticContent, RangesAreCut) {
  for (const RangeCase& c : {
           RangeCase{"bytes=0-3", 206, "bytes 0-3/10", "0123"},
           RangeCase{"bytes=8-", 206, "bytes 8-9/10", "89"},
           RangeCase{"bytes=-3", 206, "bytes 7-9/10", "789"},
           RangeCase{"bytes=-30", 206, "bytes 0-9/10", "0123456789"},
           RangeCase{"bytes=5-99", 206, "bytes 5-9/10", "56789"},
           RangeCase{"bytes=0-9,0-9", 200, "none", "0123456789"},
           RangeCase{"bytes=10-", 416, "bytes */10", "invalid range: failed to overlap\n"},
           RangeCase{"bytes=3-2", 416, "none", "invalid range\n"},
           RangeCase{"bytes=--1", 416, "none", "invalid range\n"},
           RangeCase{"lines=0-1", 416, "none", "invalid range\n"},
           RangeCase{"bytes=x", 416, "none", "invalid range\n"},
           RangeCase{"bytes=", 200, "none", "0123456789"},
       }) {
    const Response response = Serve({{"Range", c.range}});
    EXPECT_EQ(response.status, c.status) << c.range;
    EXPECT_EQ(ValueOf(response, "Content-Range"), c.content_range) << c.range;
    EXPECT_EQ(response.body, c.body) << c.range;
  }
}

TEST(StaticContent, SeveralRangesAreParts) {
  const Response response = Serve({{"Range", "bytes=0-1,8-9"}});
  EXPECT_EQ(response.status, 206);
  EXPECT_THAT(ValueOf(response, "Content-Type"), testing::StartsWith("multipart/byteranges; boundary="));
  EXPECT_THAT(response.body, testing::HasSubstr("Content-Range: bytes 8-9/10\r\nContent-Type: text/plain\r\n\r\n89"));
}

TEST(StaticContent, ARangeOfAnotherStateIsNotCut) {
  EXPECT_EQ(Serve({{"Range", "bytes=0-1"}, {"If-Range", "Mon, 08 Aug 2022 23:06:40 GMT"}}).status, 206);
  EXPECT_EQ(Serve({{"Range", "bytes=0-1"}, {"If-Range", "Mon, 08 Aug 2022 23:06:41 GMT"}}).status, 200);
  EXPECT_EQ(Serve({{"Range", "bytes=0-1"}, {"If-Range", "\"x\""}}).status, 200);
}

}  // namespace
}  // namespace grafake::server
