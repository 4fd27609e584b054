#include "bench/search_command.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/Session.h>
#include <Poco/TemporaryFile.h>

#include <stdexcept>
#include <vector>

#include "bench/connection.h"
#include "bench/fill_command.h"
#include "bench/ratio_report.h"
#include "bench/server_process.h"

namespace grafake::bench {
namespace {

using Clock = std::chrono::steady_clock;
using namespace Poco::Data::Keywords;

constexpr int kPage = 100;

template <class Work>
double RateOf(std::chrono::milliseconds duration, const Work& work) {
  const auto begin = Clock::now();
  std::size_t done = 0;
  for (; Clock::now() < begin + duration; ++done) work();
  return static_cast<double>(done) / std::chrono::duration<double>(Clock::now() - begin).count();
}

// What the server must ask at least: the number of accounts, and the rows of one page with their tokens' number.
void Query(Poco::Data::Session& session, Poco::Int64 offset) {
  Poco::Int64 total = 0;
  session << "SELECT COUNT(*) FROM org_user m JOIN user u ON u.id = m.user_id WHERE m.org_id = 1"
             " AND u.is_service_account = 1",
      into(total), now;
  std::vector<Poco::Int64> ids;
  std::vector<std::string> names;
  std::vector<std::string> logins;
  std::vector<std::string> roles;
  std::vector<Poco::Int64> tokens;
  session << "SELECT u.id, u.name, u.login, m.role,"
             " (SELECT COUNT(*) FROM api_key k WHERE k.service_account_id = u.id)"
             " FROM org_user m JOIN user u ON u.id = m.user_id WHERE m.org_id = 1 AND u.is_service_account = 1"
             " ORDER BY u.email, u.login LIMIT 100 OFFSET ?",
      into(ids), into(names), into(logins), into(roles), into(tokens), use(offset), now;
  if (ids.size() != kPage) throw std::runtime_error("the bare query found another number of rows");
}

}  // namespace

void RunSearchCommand(const SearchCommand& command) {
  Poco::TemporaryFile directory;
  directory.createDirectories();
  { ServerProcess(command.server, directory.path()).AwaitAnswer(); }
  RunFillCommand({.data = directory.path(), .tokens = 1, .accounts = command.accounts, .print = 0});
  const ServerProcess server(command.server, directory.path());
  server.AwaitAnswer();
  Poco::Data::Session session("SQLite", directory.path() + "/grafana.db");
  const int last = command.accounts / kPage;
  for (const int page : {1, last}) {
    const std::string path =
        "/api/serviceaccounts/search?perpage=" + std::to_string(kPage) + "&page=" + std::to_string(page);
    const std::string request =
        RequestBytes(server.target(), {.path = path, .authorization = "Basic YWRtaW46YWRtaW4="});
    Connection connection(server.target());
    RatioReport report{.title = "search of " + std::to_string(command.accounts) + " accounts, page " +
                                std::to_string(page) + ", against a bare SQLite query",
                       .unit = "a second"};
    for (int i = 0; i < command.slices; ++i) {
      report.first.push_back(RateOf(command.duration, [&] {
        if (connection.Exchange(request).status != 200) throw std::runtime_error("the search was refused");
      }));
      report.second.push_back(RateOf(command.duration, [&] { Query(session, Poco::Int64{kPage} * (page - 1)); }));
    }
    Print(report, command.json);
  }
}

}  // namespace grafake::bench
