#include "server/domain/logins.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace grafake::server {
namespace {

nlohmann::json VectorsOf(const char* group) {
  return nlohmann::json::parse(std::ifstream(GRAFAKE_FIXTURES "/token-vectors.json")).at(group);
}

TEST(LoginsTest, LoginsAreGrafanas) {
  for (const auto& vector : VectorsOf("logins")) {
    EXPECT_EQ(AccountLogin(vector.at("name").get<std::string>()), vector.at("login"));
  }
}

TEST(LoginsTest, LowerCasesLetterByLetter) {
  EXPECT_EQ(LowerCase("İẞKÅΣς ßﬀ"), "ißkåσς ßﬀ");
  EXPECT_EQ(LowerCase("\xff"), "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace grafake::server
