// What is left behind in files: whole reports, or what was there.
#include <Poco/TemporaryFile.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "bench/plot.h"
#include "bench/report_file.h"

namespace grafake::bench {
namespace {

using testing::HasSubstr;
using testing::Not;

class ReportFileTest : public testing::Test {
 protected:
  ReportFileTest() { directory_.createDirectories(); }

  [[nodiscard]] std::string Path(const std::string& name) const { return directory_.path() + "/" + name; }
  [[nodiscard]] static std::string TextOf(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  [[nodiscard]] std::ptrdiff_t Files() const {
    return std::distance(std::filesystem::directory_iterator(directory_.path()), {});
  }

 private:
  Poco::TemporaryFile directory_;
};

TEST_F(ReportFileTest, ReplacesALinkAndLeavesWhatItPointsTo) {
  std::ofstream(Path("precious")) << "precious";
  std::filesystem::create_symlink(Path("precious"), Path("report"));
  PutFile(Path("report"), "report");
  EXPECT_EQ(TextOf(Path("report")), "report");
  EXPECT_EQ(TextOf(Path("precious")), "precious");
  EXPECT_EQ(Files(), 2);
}

TEST_F(ReportFileTest, AFullDiskIsAnError) { EXPECT_THROW(PutFile("/dev/full", "report"), std::runtime_error); }

TEST_F(ReportFileTest, ADirectoryThatIsMissingIsKnownBeforehand) {
  EXPECT_THROW(CheckPlaceFor(Path("missing/report")), std::runtime_error);
  EXPECT_THROW(CheckPlaceFor(Path("")), std::runtime_error);
  CheckPlaceFor(Path("report"));
  EXPECT_EQ(Files(), 0) << "nothing is left of the look";
}

TEST(PlotTest, SaysWhatItShows) {
  LoadReport report{.options = {.connections = 4}, .slices = 2};
  report.sides.push_back({.name = "http://a/<b>&c"});
  for (std::uint64_t time = 100; time < 20'000; time += 10) report.sides[0].times.Record(time);
  const std::string plot = PlotOf(report);
  for (const char* text :
       {"How long answers take", "closed loop, 4 connections, slices: 2 of 2000 ms", ">99.99 %<", ">100 µs<",
        ">100 ms<", "time of an answer", "share of the answers", "half within", "http://a/&lt;b&gt;&amp;c"})
    EXPECT_THAT(plot, HasSubstr(text));
  EXPECT_THAT(plot, Not(HasSubstr("nan")));
}

TEST(PlotTest, OfNothingIsStillAPlot) {
  LoadReport report;
  report.sides.push_back({.name = "a"});
  EXPECT_THAT(PlotOf(report), Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace grafake::bench
