// The page, as a browser gets it.

#include "server/control/page.h"

#include <gmock/gmock.h>

#include <regex>

#include "server/control/control_fixture.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::Not;

class PageTest : public testing::Test {
 protected:
  static AppSettings Settings() {
    AppSettings settings;
    settings.listen.port = 0;
    settings.log.enabled = false;
    settings.control.token = "known";
    return settings;
  }
  std::string Get(const std::string& path) { return WholeAnswer(app.url(), "GET", path); }

  App app{Settings(), [](const std::string&) {}};
};

TEST_F(PageTest, IsGivenWithoutATokenButTellsNothingThen) {
  EXPECT_THAT(Get("/_grafake/"), HasSubstr("Content-Type: text/html; charset=utf-8"));
  EXPECT_THAT(Get("/_grafake/"), HasSubstr("[grafake] control_token"));
  EXPECT_THAT(Get("/_grafake/page.js"), HasSubstr("Content-Type: text/javascript"));
  EXPECT_THAT(Get("/_grafake/page.css"), HasSubstr("Content-Type: text/css"));
  EXPECT_THAT(Get("/_grafake"), HasSubstr("Location: /_grafake/\r\n"));
  for (const char* path : {"/_grafake/worlds", "/_grafake/clock", "/_grafake/coverage", "/_grafake/worlds/main/"})
    EXPECT_THAT(Get(path), HasSubstr(" 401 ")) << path;
}

TEST_F(PageTest, HasNoScriptOfItsOwnAndNothingFromElsewhere) {
  const std::string page = Get("/_grafake/");
  EXPECT_THAT(page, HasSubstr("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "));
  const std::string html = page.substr(page.find("<!doctype"));
  EXPECT_FALSE(std::regex_search(html, std::regex("<script(?![^>]*src=)|<style| on[a-z]+=| style="))) << html;
  for (const std::string& text : {html, Get("/_grafake/page.js"), Get("/_grafake/page.css")})
    EXPECT_THAT(text.substr(text.find("\r\n\r\n") == std::string::npos ? 0 : text.find("\r\n\r\n")),
                Not(HasSubstr("://")));
}

// The script sets each of these; a page without one would stop at it.
TEST_F(PageTest, HasAllThatItsScriptSets) {
  const std::string html = Get("/_grafake/");
  const std::string script = Get("/_grafake/page.js");
  const std::regex place(R"(at\('([^']+)'\))");
  for (std::sregex_iterator it(script.begin(), script.end(), place); it != std::sregex_iterator(); ++it)
    EXPECT_THAT(html, HasSubstr("id=\"" + (*it)[1].str() + "\"")) << (*it)[1];
  for (const char* path : {"worlds", "clock", "faults", "requests?limit=", "secrets", "coverage"})
    EXPECT_THAT(script, HasSubstr("'" + std::string(path))) << "what it shows";
}

// Whatever clients have sent becomes text, never markup.
TEST_F(PageTest, SetsTextAlone) {
  const std::string script = Get("/_grafake/page.js");
  for (const char* word : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("})
    EXPECT_THAT(script, Not(HasSubstr(word)));
}

}  // namespace
}  // namespace grafake::server
