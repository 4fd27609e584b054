#include "server/http/trace_parent.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

constexpr std::string_view kTrace = "0af7651916cd43dd8448eb211c80319c";

std::optional<std::string_view> Read(const std::string& header) {
  static Request request;
  request = {};
  request.headers.push_back({"Traceparent", header});
  return TraceIdIn(request);
}

TEST(TraceParentTest, ValidOnesSayTheTrace) {
  for (const char* valid : {
           "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
           "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
           "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-09",
           "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what",
       })
    EXPECT_EQ(Read(valid), kTrace) << valid;
}

TEST(TraceParentTest, OthersSayNothing) {
  EXPECT_FALSE(TraceIdIn(Request()));
  for (const char* invalid : {
           "",
           "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
           "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
           "00-00000000000000000000000000000000-b7ad6b7169203331-01",
           "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
           "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03",
           "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what",
           "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.what",
           "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
           "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
       })
    EXPECT_FALSE(Read(invalid)) << invalid;
}

TEST(TraceParentTest, TheIdStandsInTheLastMember) {
  for (const auto& [before, after] : {
           std::pair{R"({"message":"x","traceID":""})", R"({"message":"x","traceID":"abc"})"},
           std::pair{"{\n  \"message\": \"x\",\n  \"traceID\": \"000\"\n}\n",
                     "{\n  \"message\": \"x\",\n  \"traceID\": \"abc\"\n}\n"},
           std::pair{R"({"error":"\"traceID\":\"1\"","traceID":"0"})",
                     R"({"error":"\"traceID\":\"1\"","traceID":"abc"})"},
           std::pair{"", ""},
       }) {
    Response response{.status = 400, .body = before};
    PutTraceId(response, "abc");
    EXPECT_EQ(response.body, after);
  }
}

}  // namespace
}  // namespace grafake::server
