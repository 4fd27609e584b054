// Other programs may open the file, and leave triggers in it.

#include <gmock/gmock.h>

#include <functional>

#include "server/storage/account_store.h"
#include "server/storage/api_key_store.h"
#include "server/storage/data_source_store.h"
#include "server/storage/org_store.h"
#include "server/storage/playlist_store.h"
#include "server/storage/sql.h"
#include "server/storage/storage_failure.h"
#include "server/storage/user_store.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;

class ForeignTriggersTest : public testing::Test {
 protected:
  ForeignTriggersTest() {
    (void)OrgStore(database).Insert("Main Org.", now);
    (void)DataSourceStore(database).Insert({.org_id = 1, .uid = "u", .name = "there", .type = "x"}, now);
  }

  // What a store says while the trigger is there; empty: that it is done.
  std::string With(const std::string& when, const std::string& deed, const std::function<void()>& write) {
    Run("CREATE TRIGGER foreign_one " + when + " BEGIN " + deed + "; END");
    std::string said;
    try {
      write();
    } catch (const StorageFailure& e) {
      said = e.what();
    }
    Run("DROP TRIGGER foreign_one");
    return said;
  }
  void Run(const std::string& statement) {
    (void)database.Write([&](sql::Session& session) -> Result<Written<Done>> {
      session.RunOnce(statement);
      return Written(Done(), NothingKept());
    });
  }
  int64_t Count(const std::string& table) {
    return database.Read(
        [&](sql::Session& session) { return *sql::SelectOne<int64_t>(session, "SELECT COUNT(*) FROM " + table); });
  }
  void InsertAccount() { (void)AccountStore(database).Insert({.name = "bot", .login = "sa-bot", .org_id = 1}); }

  Database database{""};
  Timestamp now = ParseTimestamp("2026-11-24 10:00:00");
};

constexpr const char* kGone = "what was just written is gone";

TEST_F(ForeignTriggersTest, ARowThatIsGoneAtOnceIsAFailureAndNothingIsKept) {
  for (const char* table : {"\"user\"", "org_user"}) {
    const std::string when = std::string("AFTER INSERT ON ") + table;
    EXPECT_THAT(With(when, std::string("DELETE FROM ") + table, [this] { InsertAccount(); }), HasSubstr(kGone));
    EXPECT_EQ(Count("\"user\""), 0) << table;
    EXPECT_EQ(Count("org_user"), 0) << table;
  }
  const auto change = [this] {
    DataSourceStore sources(database);
    auto row = sources.FindByUid(1, "u");
    if (row) (void)sources.Update(*row, now);
  };
  EXPECT_THAT(With("AFTER UPDATE ON data_source", "DELETE FROM data_source", change), HasSubstr(kGone));
  EXPECT_EQ(Count("data_source"), 1);
}

TEST_F(ForeignTriggersTest, ARowThatIsNeverInsertedIsAFailure) {
  const std::vector<std::pair<const char*, std::function<void()>>> writes = {
      {"\"user\"", [this] { InsertAccount(); }},
      {"\"user\"",
       [this] { (void)UserStore(database).Insert({.login = "u", .email = "u", .org_id = 1, .role = "Viewer"}); }},
      {"org", [this] { (void)OrgStore(database).Insert("Other", now); }},
      {"api_key", [this] { (void)ApiKeyStore(database).Insert({.org_id = 1, .name = "k", .hash = "h"}); }},
      {"playlist", [this] { (void)PlaylistStore(database).Insert({.org_id = 1, .uid = "p", .name = "p"}); }},
  };
  for (const auto& [table, write] : writes) {
    const std::string when = std::string("BEFORE INSERT ON ") + table;
    EXPECT_THAT(With(when, "SELECT RAISE(IGNORE)", write), HasSubstr(kGone)) << table;
  }
}

}  // namespace
}  // namespace grafake::server
