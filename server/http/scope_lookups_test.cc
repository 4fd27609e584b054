#include "server/http/scope_lookups.h"

#include <gmock/gmock.h>

namespace grafake::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Grafana has it so that what has another uid is another thing for half a minute; a clock that stands still would make
// that for ever.
TEST(ScopeLookupsTest, WhatIsThereIsNeverOldWhateverTheClockDoes) {
  Instant now{std::chrono::hours(1000)};
  std::vector<std::string> there = {"things:uid:one"};
  ScopeLookups lookups([&] { return now; });
  lookups.Add("things:id:", [&](std::int64_t, const std::string&) { return there; });
  EXPECT_THAT(lookups.Resolve(1, "things:id:7"), ElementsAre("things:uid:one"));
  there = {"things:uid:two"};
  EXPECT_THAT(lookups.Resolve(1, "things:id:7"), ElementsAre("things:uid:two"));
  there.clear();
  EXPECT_THAT(lookups.Resolve(1, "things:id:7"), ElementsAre("things:uid:two"));
  now -= std::chrono::hours(1);
  EXPECT_THAT(lookups.Resolve(1, "things:id:7"), IsEmpty());
}

TEST(ScopeLookupsTest, WhatIsGoneIsRememberedForHalfAMinute) {
  Instant now{};
  std::vector<std::string> there;
  ScopeLookups lookups([&] { return now; });
  lookups.Add("things:id:", [&](std::int64_t org, const std::string& value) {
    return org == 1 && value == "7" ? there : std::vector<std::string>();
  });
  EXPECT_TRUE(lookups.Knows("things:id:7"));
  EXPECT_FALSE(lookups.Knows("things:uid:7"));
  EXPECT_THAT(lookups.Resolve(1, "things:id:7"), IsEmpty());
  there = {"things:uid:one", "folders:uid:f"};
  EXPECT_THAT(lookups.Resolve(1, "things:id:7"), ElementsAre("things:uid:one", "folders:uid:f"));
  EXPECT_THAT(lookups.Resolve(2, "things:id:7"), IsEmpty());
  EXPECT_THAT(lookups.Resolve(1, "things:id:8"), IsEmpty());
  there.clear();
  now += std::chrono::seconds(29);
  EXPECT_THAT(lookups.Resolve(1, "things:id:7"), ElementsAre("things:uid:one", "folders:uid:f"));
  now += std::chrono::seconds(1);
  EXPECT_THAT(lookups.Resolve(1, "things:id:7"), IsEmpty());
}

}  // namespace
}  // namespace grafake::server
