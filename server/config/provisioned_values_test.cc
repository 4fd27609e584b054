#include "server/config/provisioned_values.h"

#include <gmock/gmock.h>

namespace grafake::server {
namespace {

TEST(ProvisionedValuesTest, VariablesAreReplaced) {
  const Environment environment{{"URL", "http://x"}, {"EMPTY", ""}, {"1", "one"}};
  const auto expanded = [&](std::string_view value) { return *ExpandProvisioned(value, environment); };
  EXPECT_EQ(expanded("$URL/${URL}/$__env{URL}"), "http://x/http://x/http://x");
  EXPECT_EQ(expanded("$NOPE/${NOPE2}/$$x"), "//$x");
  EXPECT_EQ(expanded("a$EMPTY b$$URL"), "a b$URL");
  EXPECT_EQ(expanded("$"), "$");
  EXPECT_EQ(expanded("5$ and $.x"), "5$ and $.x");
  EXPECT_EQ(expanded("$1st ${URL"), "onest URL");
}

TEST(ProvisionedValuesTest, AFileThatIsNotThereIsAnError) {
  EXPECT_THAT(ExpandProvisioned("$__file{/no/such/file}", {}).error(), testing::HasSubstr("no such file or directory"));
}

}  // namespace
}  // namespace grafake::server
