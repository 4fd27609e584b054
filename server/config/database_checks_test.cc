#include "server/config/database_checks.h"

#include <gmock/gmock.h>

#include "server/releases/release.h"

namespace grafake::server {
namespace {

Configuration WithDatabase(const std::vector<std::pair<std::string, std::string>>& keys) {
  Environment environment;
  for (const auto& [key, value] : keys) environment["GF_DATABASE_" + key] = value;
  return *Configuration::Load({.built_in_defaults = std::string(DefaultRelease().defaults),
                               .home_path = "/proc/no-home",
                               .environment = environment});
}

std::optional<std::string> NobodyListens(const std::string& /*network*/, const std::string& /*address*/) {
  return "connection refused";
}
std::optional<std::string> SomebodyListens(const std::string& /*network*/, const std::string& /*address*/) {
  return std::nullopt;
}

TEST(DatabaseChecksTest, PostgresIsWhereItsKeysSay) {
  Configuration configuration = WithDatabase({{"TYPE", "postgres"},
                                              {"HOST", "db.example:6543"},
                                              {"NAME", "g"},
                                              {"USER", "u"},
                                              {"PASSWORD", "it's\\p"},
                                              {"SSL_MODE", "verify-full"},
                                              {"CA_CERT_PATH", "/ca.pem"}});
  const auto place = ReadPostgresPlace(configuration);
  ASSERT_TRUE(place);
  EXPECT_EQ(place->host, "db.example");
  EXPECT_EQ(place->port, "6543");
  EXPECT_EQ(place->name, "g");
  EXPECT_EQ(place->user, "u");
  EXPECT_EQ(place->password, "it's\\p");
  EXPECT_EQ(place->ssl_mode, "verify-full");
  EXPECT_EQ(place->ca_cert_path, "/ca.pem");
}

TEST(DatabaseChecksTest, ADirectoryIsThatOfTheSocket) {
  Configuration configuration = WithDatabase({{"TYPE", "postgres"}, {"HOST", "/run/postgresql"}, {"NAME", "g"}});
  const auto place = ReadPostgresPlace(configuration);
  ASSERT_TRUE(place);
  EXPECT_EQ(place->host, "/run/postgresql");
  EXPECT_EQ(place->port, "5432");
}

TEST(DatabaseChecksTest, AUrlSaysItAll) {
  Configuration configuration = WithDatabase({{"URL", "postgres://u:p%23@127.0.0.1:5433/g"}, {"HOST", "elsewhere"}});
  const auto place = ReadPostgresPlace(configuration);
  ASSERT_TRUE(place);
  EXPECT_EQ(place->host, "127.0.0.1");
  EXPECT_EQ(place->port, "5433");
  EXPECT_EQ(place->name, "g");
  EXPECT_EQ(place->user, "u");
  EXPECT_EQ(place->password, "p#");
}

TEST(DatabaseChecksTest, AnotherTypeIsNoPostgres) {
  for (const char* type : {"sqlite3", "mysql"}) {
    Configuration configuration = WithDatabase({{"TYPE", type}, {"HOST", "h"}});
    EXPECT_FALSE(ReadPostgresPlace(configuration)) << type;
  }
}

TEST(DatabaseChecksTest, SomebodyMustListenAndMysqlEndsTheStart) {
  Configuration postgres = WithDatabase({{"TYPE", "postgres"}, {"NAME", "g"}});
  EXPECT_TRUE(CheckDatabase(postgres, SomebodyListens));
  EXPECT_FALSE(CheckDatabase(postgres, NobodyListens));
  Configuration mysql = WithDatabase({{"TYPE", "mysql"}, {"NAME", "g"}});
  const auto refused = CheckDatabase(mysql, SomebodyListens);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, testing::HasSubstr("SQLite or PostgreSQL"));
}

}  // namespace
}  // namespace grafake::server
