#include "server/config/host_port.h"

#include <gmock/gmock.h>

namespace grafake::server {
namespace {

TEST(HostPortTest, SplitsAndSaysWhatGoSays) {
  EXPECT_EQ(SplitHostPort("h:1")->host, "h");
  EXPECT_EQ(SplitHostPort("h:1")->port, "1");
  EXPECT_EQ(SplitHostPort("[::1]:5432")->host, "::1");
  EXPECT_EQ(SplitHostPort(":")->host, "");
  EXPECT_EQ(SplitHostPort("h").error(), "address h: missing port in address");
  EXPECT_EQ(SplitHostPort("a:b:c").error(), "address a:b:c: too many colons in address");
  EXPECT_EQ(SplitHostPort("[::1:5").error(), "address [::1:5: missing ']' in address");
  EXPECT_EQ(SplitHostPort("[::1]").error(), "address [::1]: missing port in address");
  EXPECT_EQ(SplitHostPort("a[b:1").error(), "address a[b:1: unexpected '[' in address");
}

}  // namespace
}  // namespace grafake::server
