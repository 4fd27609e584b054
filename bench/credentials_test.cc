#include "bench/credentials.h"

#include <Poco/TemporaryFile.h>
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "bench/target_url.h"

namespace grafake::bench {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Read(const std::vector<std::string>& words) {
  return ReadAuthorization(Flags(words, {"--user", "--user-file", "--token", "--token-file"}, {}));
}

std::string ComplaintOf(const std::vector<std::string>& words) {
  try {
    return "none, but " + Read(words);
  } catch (const std::invalid_argument& e) {
    return e.what();
  }
}

class CredentialsTest : public testing::Test {
 protected:
  CredentialsTest() {
    ::unsetenv("GRAFAKE_BENCH_USER");
    ::unsetenv("GRAFAKE_BENCH_TOKEN");
  }
  ~CredentialsTest() override { ::unsetenv("GRAFAKE_BENCH_TOKEN"); }

  [[nodiscard]] std::string FileOf(const std::string& text) const {
    std::ofstream(file_.path()) << text;
    return file_.path();
  }

 private:
  Poco::TemporaryFile file_;
};

TEST_F(CredentialsTest, ComeFromTheCommandLineAFileOrTheEnvironment) {
  EXPECT_EQ(Read({"--user", "admin:a:b"}), "Basic YWRtaW46YTpi");
  EXPECT_EQ(Read({"--token", "glsa_x"}), "Bearer glsa_x");
  EXPECT_EQ(Read({"--user-file", FileOf("admin:a:b\r\n")}), "Basic YWRtaW46YTpi");
  EXPECT_EQ(Read({"--token-file", FileOf("glsa_x\n")}), "Bearer glsa_x");
  ::setenv("GRAFAKE_BENCH_TOKEN", "glsa_y", 1);
  EXPECT_EQ(Read({}), "Bearer glsa_y");
  EXPECT_EQ(Read({"--token", "glsa_x"}), "Bearer glsa_x");
}

TEST_F(CredentialsTest, AreNeverGuessed) { EXPECT_THAT(ComplaintOf({}), HasSubstr("GRAFAKE_BENCH_TOKEN")); }

TEST_F(CredentialsTest, ThatCannotBeSentAreNotShown) {
  for (const auto& words : std::vector<std::vector<std::string>>{{"--user", "geheim"},
                                                                 {"--user", "geheim:x", "--token", "geheim"},
                                                                 {"--token", "geheim\r\nX: y"},
                                                                 {"--token", "geheim x"},
                                                                 {"--token", ""},
                                                                 {"--token-file", FileOf("")},
                                                                 {"--token-file", "/missing/file"}}) {
    EXPECT_THAT(ComplaintOf(words), Not(HasSubstr("geheim")));
    EXPECT_THAT(ComplaintOf(words), Not(HasSubstr("none, but")));
  }
}

TEST(TargetUrlTest, IsHttpOrHttpsAndHoldsNoSecret) {
  EXPECT_EQ(ParseTargetUrl("http://host:3000/grafana/").prefix, "/grafana");
  EXPECT_EQ(ParseTargetUrl("http://host/").tls.get(), nullptr);
  EXPECT_NE(ParseTargetUrl("https://host/").tls.get(), nullptr);
  EXPECT_EQ(ParseTargetUrl("https://host/").port, 443);
  for (const char* url : {"", "host:3000", "ftp://host/", "http://", "http://host:port/", "http://a:geheim@host/"}) {
    try {
      (void)ParseTargetUrl(url);
      ADD_FAILURE() << url;
    } catch (const std::invalid_argument& e) {
      EXPECT_THAT(e.what(), Not(HasSubstr("geheim")));
    }
  }
  EXPECT_THROW((void)ParseTargetUrl("https://host/", {.ca = "/missing/ca.pem"}), std::invalid_argument);
}

TEST(FlagsTest, DecimalsAreNumbers) {
  const Flags flags({"--a", "0.3", "--b", "2", "--c", "nan", "--d", "1e3", "--e", "0", "--f", "-1", "--g", "9999"},
                    {"--a", "--b", "--c", "--d", "--e", "--f", "--g", "--h"}, {});
  EXPECT_EQ(flags.Decimal("--a", 1, 10), 0.3);
  EXPECT_EQ(flags.Decimal("--b", 1, 10), 2);
  EXPECT_EQ(flags.Decimal("--h", 1, 10), 1);
  for (const char* flag : {"--c", "--d", "--e", "--f", "--g"})
    EXPECT_THROW((void)flags.Decimal(flag, 1, 10), std::invalid_argument) << flag;
}

}  // namespace
}  // namespace grafake::bench
