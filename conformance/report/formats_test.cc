#include "conformance/report/formats.h"

#include <Poco/AutoPtr.h>
#include <Poco/DOM/DOMParser.h>
#include <Poco/DOM/Document.h>
#include <Poco/DOM/Element.h>
#include <Poco/DOM/NodeList.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "conformance/report/console.h"
#include "conformance/report/report_files.h"
#include "conformance/report/sample_report.h"

namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

template <typename Format>
std::string TextIn(Format format) {
  std::ostringstream out;
  format(out, SampleReport());
  return out.str();
}

// Reads with POCO's XML, which has no part in the writing.
class JUnitTest : public testing::Test {
 protected:
  std::size_t Count(const std::string& tag) const {
    const Poco::AutoPtr<Poco::XML::NodeList> nodes = document_->getElementsByTagName(tag);
    return nodes->length();
  }
  Poco::XML::Element* First(const std::string& tag) const {
    const Poco::AutoPtr<Poco::XML::NodeList> nodes = document_->getElementsByTagName(tag);
    return dynamic_cast<Poco::XML::Element*>(nodes->item(0));
  }

  Poco::XML::DOMParser parser_;
  Poco::AutoPtr<Poco::XML::Document> document_ = parser_.parseString(TextIn(WriteJUnit));
};

TEST_F(JUnitTest, EveryCheckIsOneTestCase) {
  EXPECT_EQ(Count("testcase"), SampleReport().planned.size());
  EXPECT_EQ(Count("testsuite"), 3U);
  EXPECT_EQ(Count("failure"), 2U);
  EXPECT_EQ(Count("error"), 3U);
  EXPECT_EQ(Count("skipped"), 3U);
}

TEST_F(JUnitTest, CountsAreThoseOfTheElements) {
  const Poco::XML::Element* root = document_->documentElement();
  EXPECT_EQ(root->getAttribute("tests"), "9");
  EXPECT_EQ(root->getAttribute("failures"), "2");
  EXPECT_EQ(root->getAttribute("errors"), "3");
  EXPECT_EQ(root->getAttribute("skipped"), "3");
}

TEST_F(JUnitTest, TextsComeBackAsTheyWere) {
  EXPECT_EQ(First("testcase")->getAttribute("name"), "A-001: It keeps <promises> & \"quotes\".");
  EXPECT_THAT(First("failure")->innerText(), AllOf(HasSubstr("request:  GET /a as admin"), HasSubstr("]]> &amp;")));
}

TEST(HtmlTest, IsOnePageWithoutScript) {
  const std::string page = TextIn(WriteHtml);
  EXPECT_THAT(page, AllOf(HasSubstr("<!DOCTYPE html>"), HasSubstr("A-002"), HasSubstr("curl -i"),
                          HasSubstr("a line of the log"), HasSubstr("&lt;promises&gt;")));
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<promises>")), Not(HasSubstr("<link")),
                          Not(HasSubstr("src="))));
}

TEST(MarkdownTest, BarsAndTagsBreakNoTable) {
  const std::string text = TextIn(WriteMarkdown);
  EXPECT_THAT(text, AllOf(HasSubstr("❌"), HasSubstr("| FAIL | A-002 |"), HasSubstr("why &#124; not"),
                          HasSubstr("C-001 stands in the list"), Not(HasSubstr("<promises>"))));
}

TEST(EscapedTest, LeavesOnlyWhatXmlKnows) {
  EXPECT_EQ(Escaped("<a b=\"c\">&\n\t"), "&lt;a b=&quot;c&quot;&gt;&amp;\\n\\t");
  EXPECT_EQ(Escaped(std::string("\x01\0", 2)), "\\x01\\x00");
  EXPECT_EQ(Escaped("\xFF→"), "\\xff→");
}

// What a target says in every place where it can say something.
RunReport HostileReport() {
  const std::string evil = "::error::it is\n::error::\x1b[31mred\xC2\x9B\xE2\x80\xAE\r\n##vso[task.complete]\xFF";
  RunReport report{.run = "0123abcd", .started = "2026-01-31T12:00:00Z", .version = evil, .url = evil};
  report.planned = {{"A-001", "MUST", "It holds.", "9.0", "tokens/lifecycle 1"}, {"A-002", "MUST", "So.", "9.0", ""}};
  report.results = {{.id = "A-001", .outcome = Outcome::kFail, .failures = {{evil, evil, evil, evil}}},
                    {.id = "A-002", .outcome = Outcome::kBlocked, .reason = evil}};
  report.results[0].traffic = evil;
  report.results[0].server_log = evil;
  report.left = {evil};
  return report;
}

TEST(HostileTest, NoReportCarriesOutWhatATargetSays) {
  const fs::path directory = testing::TempDir() + "/grafake-hostile-" + std::to_string(getpid());
  const RunReport report = HostileReport();
  ReportFiles files({.directory = directory});
  files.Plan(report);
  files.Target(report.version, report.url);
  for (const CheckResult& result : report.results) files.Result(result);
  files.End(report);
  std::ostringstream console;
  PrintRun(console, report, true);
  std::ofstream(directory / "console") << console.str();
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      EXPECT_FALSE(line.substr(line.find_first_not_of(' ') + 1, 2) == ":e" || line.starts_with("::")) << entry.path();
      for (const char* bytes : {"\x1b", "\xC2\x9B", "\xE2\x80\xAE", "\r", "##vso", "\xFF"})
        EXPECT_EQ(line.find(bytes), std::string::npos) << entry.path() << ": " << line;
    }
  }
  fs::remove_all(directory);
}

TEST(HostileTest, AnIdIsNoPath) {
  const fs::path directory = testing::TempDir() + "/grafake-ids-" + std::to_string(getpid());
  RunReport report = HostileReport();
  report.results[0].id = report.planned[0].id = "../../../escaped";
  WriteReports({.directory = directory / "a" / "b"}, report);
  EXPECT_FALSE(fs::exists(directory / "escaped"));
  EXPECT_FALSE(fs::exists(directory / "a" / "escaped"));
  fs::remove_all(directory);
}

TEST(TooLittleTest, NoFormatLooksGreen) {
  RunReport report{.run = "r", .started = "2026-01-31T12:00:00Z", .version = "9.0.9", .url = "u"};
  report.planned = {{"A-001", "MUST", "It holds.", "9.0", ""}};
  report.results = {{.id = "A-001", .outcome = Outcome::kUnsupported, .reason = "it has no accounts"}};
  std::ostringstream html, markdown, junit, console;
  WriteHtml(html, report);
  WriteMarkdown(markdown, report);
  WriteJUnit(junit, report);
  PrintRun(console, report, false);
  EXPECT_THAT(html.str(), AllOf(HasSubstr("Too little was checked"), HasSubstr("header class=\"red\"")));
  EXPECT_THAT(markdown.str(), AllOf(HasSubstr("❌"), HasSubstr("it has no accounts")));
  EXPECT_THAT(junit.str(), AllOf(HasSubstr("errors=\"1\""), HasSubstr("<error ")));
  EXPECT_THAT(console.str(), AllOf(HasSubstr("1 unsupported: it has no accounts\n"), HasSubstr("only 0 of 1 checks")));
}

TEST(ReportFilesTest, ADirectoryGetsAllAndAFolderForEachFailure) {
  const fs::path directory = testing::TempDir() + "/grafake-reports-" + std::to_string(getpid());
  ReportFiles files({.directory = directory});
  const RunReport report = SampleReport();
  files.Plan(report);
  for (const CheckResult& result : report.results) files.Result(result);
  files.End(report);
  for (const char* name : {"junit.xml", "results.jsonl", "report.html", "summary.md", "failures/A-002/traffic.txt",
                           "failures/A-002/server.log"})
    EXPECT_TRUE(fs::exists(directory / name)) << name;
  std::ifstream lines(directory / "results.jsonl");
  EXPECT_TRUE(ReadJsonLines(lines));
  fs::remove_all(directory);
}

TEST(ReportFilesTest, AFileThatCannotBeWrittenIsNamed) {
  EXPECT_THROW(ReportFiles({.json_lines = "/proc/no/such/file"}), std::exception);
}

TEST(ReportFilesTest, AFullDiskIsAnErrorForEveryFormat) {
  const RunReport report = SampleReport();
  for (const ReportPaths& paths : {ReportPaths{.json_lines = "/dev/full"}, ReportPaths{.junit = "/dev/full"},
                                   ReportPaths{.html = "/dev/full"}, ReportPaths{.markdown = "/dev/full"}}) {
    ReportFiles files(paths);
    files.Plan(report);
    EXPECT_THROW(files.End(report), Unwritable);
  }
}

}  // namespace
}  // namespace grafake::conformance
