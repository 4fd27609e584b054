#include "conformance/start_report.h"

#include <gtest/gtest.h>

namespace grafake::conformance {
namespace {

TEST(StartReportTest, KeepsComplaintsOfProvisioningWithoutTheirTimes) {
  const std::string output =
      "logger=settings t=2022-01-01T00:00:00Z level=error msg=\"other\"\n"
      "logger=provisioning.dashboard type=file t=2022-01-01T00:00:00Z level=warn msg=\"a \\\"b\\\"\"\n"
      "logger=provisioning t=2022-01-01T00:00:00Z level=info msg=\"fine\"\n"
      "Failed to start grafana. error: c\n";
  EXPECT_EQ(ReportOfStart(false, 1, output).body,
            R"({"started": false, "exit": 1, "log": ["logger=provisioning.dashboard type=file level=warn )"
            R"(msg=\"a \\\"b\\\"\"", "Failed to start grafana. error: c"]})");
  EXPECT_EQ(ReportOfStart(false, 1, output).status, 1);
}

TEST(StartReportTest, KeepsWhatALaterReleaseSaysOfItsEnd) {
  EXPECT_EQ(ReportOfStart(false, 1, "Error: \xE2\x9C\x97 open x\nError: other\n").body,
            R"({"started": false, "exit": 1, "log": ["Error: ✗ open x"]})");
}

TEST(StartReportTest, AServerThatRunsHasNoCode) {
  const RecordedAnswer report = ReportOfStart(true, std::nullopt, "");
  EXPECT_EQ(report.status, 0);
  EXPECT_EQ(report.body, R"({"started": true, "exit": null, "log": []})");
}

}  // namespace
}  // namespace grafake::conformance
