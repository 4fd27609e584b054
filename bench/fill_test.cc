#include <Poco/TemporaryFile.h>
#include <gmock/gmock.h>

#include <fstream>

#include "bench/fill_command.h"
#include "server/instance.h"

namespace grafake::bench {
namespace {

using testing::HasSubstr;

class FillTest : public testing::Test {
 protected:
  FillTest() { directory_.createDirectories(); }

  [[nodiscard]] std::string data() const { return directory_.path(); }
  [[nodiscard]] server::InstanceSettings Settings() const { return {.database = data() + "/grafana.db"}; }

  [[nodiscard]] std::string Complaint() const {
    try {
      (void)Fill({.data = data()});
    } catch (const std::exception& e) {
      return e.what();
    }
    return "none";
  }

 private:
  Poco::TemporaryFile directory_;
};

TEST_F(FillTest, TokensOfAFileThatWasFilledTwiceWork) {
  { const server::Instance made(Settings()); }
  auto tokens = Fill({.data = data(), .tokens = 5, .accounts = 2, .shown = 5});
  for (std::string& token : Fill({.data = data(), .tokens = 3, .accounts = 4, .shown = 3})) tokens.push_back(token);
  EXPECT_EQ(tokens.size(), 8U);
  server::Instance instance(Settings());
  for (const std::string& token : tokens) {
    const server::Request request{
        .method = "GET", .path = "/api/org", .headers = {{"Authorization", "Bearer " + token}}};
    EXPECT_EQ(instance.Handle(request).status, 200);
  }
}

TEST_F(FillTest, AFileInUseIsLeftAlone) {
  const server::Instance instance(Settings());
  EXPECT_THAT(Complaint(), HasSubstr("another process uses " + data() + "/grafana.db"));
}

TEST_F(FillTest, SaysWhatIsWrongWithTheFile) {
  EXPECT_THAT(Complaint(), HasSubstr("grafana.db is not there: run grafake --data " + data()));
  std::ofstream(data() + "/grafana.db") << "this is a text, and longer than the head of a database has to be: "
                                        << std::string(100, '-');
  EXPECT_THAT(Complaint(), HasSubstr("grafana.db is not an SQLite database"));
}

}  // namespace
}  // namespace grafake::bench
