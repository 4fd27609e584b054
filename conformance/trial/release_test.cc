// The cases for the releases that nobody has recorded, against what is known of them: set-up works and every case that
// holds for the release passes.
#include <gmock/gmock.h>

#include "conformance/trial/release_proxy.h"
#include "conformance/trial/suite_run.h"
#include "conformance/trial/target_of_others.h"

namespace grafake::conformance {
namespace {

struct Known {
  const char* version;
  const char* access_control;  // 8.5 has none
  std::size_t passed;          // at least so many cases hold for it
};

void PrintTo(const Known& known, std::ostream* out) { *out << known.version; }

class ReleaseTest : public testing::TestWithParam<Known> {};

TEST_P(ReleaseTest, EveryCaseThatHoldsForItPasses) {
  SuiteRun run;
  const TargetOfOthers server(
      run.directory() / "target",
      {{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}, {"GF_RBAC_ENABLED", GetParam().access_control}}, "");
  const std::string before = server.Listing();
  const ReleaseProxy proxy({.port = server.port()}, GetParam().version);
  EXPECT_EQ(run.Run({"run", "--url", proxy.Url(), "--user", "admin:admin", "--jobs", "4", "--allow-unsupported", "SA-*",
                     "REL", "AUTH", "CLIENT", "ORG-04?", "PERM"}),
            0)
      << run.Output();
  EXPECT_GE(run.Report().Counts()[Outcome::kPass], GetParam().passed);
  EXPECT_EQ(server.Listing(), before);
}

INSTANTIATE_TEST_SUITE_P(Releases, ReleaseTest,
                         testing::Values(Known{"8.5.15", "false", 150}, Known{"9.1.8", "true", 150},
                                         Known{"9.3.2", "true", 150}, Known{"10.1.2", "true", 100},
                                         Known{"12.4.0", "true", 100}),
                         [](const auto& known) {
                           std::string name = known.param.version;
                           std::ranges::replace(name, '.', '_');
                           return name;
                         });

}  // namespace
}  // namespace grafake::conformance
