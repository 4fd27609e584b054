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

#include "conformance/report/report_files.h"
#include "conformance/report/sample_report.h"

namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

template <typename Format>
std::string Written(Format format) {
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
  Poco::AutoPtr<Poco::XML::Document> document_ = parser_.parseString(Written(WriteJUnit));
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
  const std::string page = Written(WriteHtml);
  EXPECT_THAT(page, AllOf(HasSubstr("<!DOCTYPE html>"), HasSubstr("A-002"), HasSubstr("curl -i"),
                          HasSubstr("a line of the log"), HasSubstr("&lt;promises&gt;")));
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<promises>")), Not(HasSubstr("<link")),
                          Not(HasSubstr("src="))));
}

TEST(MarkdownTest, BarsAndTagsBreakNoTable) {
  const std::string text = Written(WriteMarkdown);
  EXPECT_THAT(text, AllOf(HasSubstr("❌"), HasSubstr("| FAIL | A-002 |"), HasSubstr("why \\| not"),
                          HasSubstr("C-001 stands in the list"), Not(HasSubstr("<promises>"))));
}

TEST(EscapedTest, LeavesOnlyWhatXmlKnows) {
  EXPECT_EQ(Escaped("<a b=\"c\">&\n\t"), "&lt;a b=&quot;c&quot;&gt;&amp;\n\t");
  EXPECT_EQ(Escaped(std::string("\x01\0", 2)), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(Escaped("\xFF→"), "\xEF\xBF\xBD→");
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

}  // namespace
}  // namespace grafake::conformance
