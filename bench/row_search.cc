
#include <stdexcept>

#include "bench/connection.h"
#include "bench/fill_command.h"
#include "bench/leftovers.h"
#include "bench/rows.h"
#include "bench/server_process.h"
#include "server/storage/sql.h"
#include "server/storage/sql/sqlite_session.h"

namespace grafake::bench {
namespace {

namespace sql = server::sql;
using Clock = std::chrono::steady_clock;

constexpr int kPage = 100;
constexpr const char* kAdmin = "Basic YWRtaW46YWRtaW4=";

template <class Work>
double RateOf(std::chrono::milliseconds duration, const Work& work) {
  const auto begin = Clock::now();
  std::size_t done = 0;
  for (; Clock::now() < begin + duration; ++done) work();
  return static_cast<double>(done) / std::chrono::duration<double>(Clock::now() - begin).count();
}

// The yardstick: what must be asked at least, the number of accounts and the rows of one page with their tokens'
// number.
void Query(sql::Session& session, std::int64_t offset) {
  using std::string;
  const auto total = sql::SelectOne<std::int64_t>(session,
                                                  "SELECT COUNT(*) FROM org_user m JOIN \"user\" u ON u.id = m.user_id "
                                                  "WHERE m.org_id = 1 AND u.is_service_account = TRUE");
  const auto rows = sql::Select<std::int64_t, string, string, string, std::int64_t>(
      session,
      "SELECT u.id, u.name, u.login, m.role, (SELECT COUNT(*) FROM api_key k WHERE k.service_account_id = u.id)"
      " FROM org_user m JOIN \"user\" u ON u.id = m.user_id WHERE m.org_id = 1 AND u.is_service_account = TRUE"
      " ORDER BY u.email, u.login LIMIT 100 OFFSET ?",
      offset);
  if (rows.size() != kPage || *total < offset + kPage)
    throw std::runtime_error("the bare query found another number of rows");
}

Row MeasurePage(const RowSettings& settings, const ServerProcess& server, sql::Session& session, int page) {
  const std::string path =
      "/api/serviceaccounts/search?perpage=" + std::to_string(kPage) + "&page=" + std::to_string(page);
  const std::string request = RequestBytes(server.target(), {.path = path, .authorization = kAdmin});
  Connection connection(server.target());
  Row row{.what = "search of " + std::to_string(settings.accounts) + " accounts, page " + std::to_string(page) +
                  ", against a bare SQLite query for the same rows",
          .unit = "a second",
          .target = 0.5};
  Alternate(
      row, settings.slices,
      [&] {
        return RateOf(settings.slice, [&] {
          if (connection.Exchange(request).status != 200) throw std::runtime_error("the search was refused");
        });
      },
      [&] { return RateOf(settings.slice, [&] { Query(session, std::int64_t{kPage} * (page - 1)); }); });
  return row;
}

}  // namespace

std::vector<Row> MeasureSearch(const RowSettings& settings) {
  const ScratchDirectory directory;
  { ServerProcess(settings.server, directory.path()).AwaitAnswer(); }
  Fill({.data = directory.path(), .tokens = 1, .accounts = settings.accounts});
  const ServerProcess server(settings.server, directory.path());
  server.AwaitAnswer();
  sql::SqliteSession session(directory.path() + "/grafana.db");
  return {MeasurePage(settings, server, session, 1), MeasurePage(settings, server, session, settings.accounts / kPage)};
}

}  // namespace grafake::bench
