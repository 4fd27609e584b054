#include "conformance/suite/worker_event.h"

#include <gmock/gmock.h>

namespace grafake::conformance {
namespace {

using testing::HasSubstr;

TEST(WorkerEventTest, ComesBackAsItWas) {
  const auto event = ReadEvent(LineOf(CaseEnded{{.id = "A-1", .outcome = Outcome::kFail}, {"account a"}, "POST /a"}));
  ASSERT_TRUE(event && std::holds_alternative<CaseEnded>(*event));
  const auto& ended = std::get<CaseEnded>(*event);
  EXPECT_EQ(ended.result.id, "A-1");
  EXPECT_EQ(ended.left, std::vector<std::string>{"account a"});
  EXPECT_EQ(ended.crowded, "POST /a");
}

TEST(WorkerEventTest, AnUnknownOneIsNamed) {
  EXPECT_TRUE(IsEvent(R"({"event":"dance"})"));
  EXPECT_THAT(ReadEvent(R"({"event":"dance"})").error(), HasSubstr("'dance'"));
  for (const char* line : {R"({"event":"fatal"})", R"({"event":7})", R"({"event":"end","result":{},"left":[]})",
                           R"({"event":"end","result":{"id":"a","outcome":"GREAT"},"left":[]})"})
    EXPECT_FALSE(ReadEvent(line)) << line;
}

TEST(WorkerEventTest, TalkIsNone) {
  for (const char* line : {"", "no such library", "[]", "7", R"({"a":1})"}) EXPECT_FALSE(IsEvent(line)) << line;
}

}  // namespace
}  // namespace grafake::conformance
