// No report holds a secret: whatever went over the wire as one is looked for in everything that was written.
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "conformance/trial/suite_run.h"
#include "conformance/trial/target_of_others.h"
#include "conformance/trial/wire.h"

namespace grafake::conformance {
namespace {

using testing::HasSubstr;

std::string AllFiles(const std::filesystem::path& directory) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    std::ifstream in(entry.path(), std::ios::binary);
    if (entry.is_regular_file()) all.append(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

// Failures are forced by another release, so that traffic and what was got are in the reports too.
TEST(ReportedSecretsTest, ThereAreNone) {
  SuiteRun run;
  const TargetOfOthers target(
      run.directory() / "target",
      {{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}, {"GF_SECURITY_ADMIN_PASSWORD", "Their-own-Secret"}}, "", "",
      "admin:Their-own-Secret");
  const Wire wire(target.port());
  EXPECT_EQ(run.Run({"run", "--url", "http://127.0.0.1:" + std::to_string(wire.port()), "--user", target.admin(),
                     "--jobs", "4", "--release", "9.3.2", "--verbose"}),
            1);
  const std::set<std::string> secrets = SecretsIn(wire.Bytes());
  EXPECT_THAT(secrets, testing::Contains("Their-own-Secret"));
  EXPECT_GE(secrets.size(), 200U);
  const std::string all = AllFiles(run.out()) + run.Output();
  EXPECT_THAT(all, HasSubstr("***"));
  for (const std::string& secret : secrets) EXPECT_EQ(all.find(secret), std::string::npos) << "a secret is reported";
}

}  // namespace
}  // namespace grafake::conformance
