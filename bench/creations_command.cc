#include "bench/creations_command.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/Session.h>
#include <Poco/TemporaryFile.h>

#include <atomic>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

#include "bench/connection.h"
#include "bench/ratio_report.h"
#include "bench/server_process.h"
#include "bench/token_world.h"

namespace grafake::bench {
namespace {

using Clock = std::chrono::steady_clock;

double Seconds(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

// Where tokens are created, and by whom.
struct Place {
  TargetUrl target;
  std::string path;
  std::string authorization;
};

// Creates tokens with names of its own until the time is up; returns how many.
std::size_t Create(const Place& place, const std::string& prefix, Clock::time_point end) {
  Connection connection(place.target);
  std::size_t made = 0;
  while (Clock::now() < end) {
    const std::string body = R"({"name":")" + prefix + std::to_string(made) + "\"}";
    const Answer answer =
        connection.Exchange(RequestBytes(place.target, {"POST", place.path, place.authorization, body}));
    if (answer.status != 200) throw std::runtime_error("a token was not created: " + answer.body);
    ++made;
  }
  return made;
}

double CreationRate(const Place& place, const CreationsCommand& command, int slice) {
  const auto begin = Clock::now();
  std::atomic<std::size_t> made = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < command.clients; ++i) {
    const std::string prefix = "t" + std::to_string(slice) + "-" + std::to_string(i) + "-";
    clients.emplace_back([&, prefix] { made += Create(place, prefix, begin + command.duration); });
  }
  for (std::thread& client : clients) client.join();
  return static_cast<double>(made) / Seconds(begin);
}

// One writer, one row and one commit a time.
double BareRate(Poco::Data::Session& session, const CreationsCommand& command) {
  using namespace Poco::Data::Keywords;
  const auto begin = Clock::now();
  std::size_t made = 0;
  for (; Clock::now() < begin + command.duration; ++made) {
    session.begin();
    session << "INSERT INTO item (name) VALUES (?)", bind("n" + std::to_string(made)), now;
    session.commit();
  }
  return static_cast<double>(made) / Seconds(begin);
}

Poco::Data::Session BareDatabase(const std::string& file) {
  using namespace Poco::Data::Keywords;
  Poco::Data::SQLite::Connector::registerConnector();
  Poco::Data::Session session("SQLite", file);
  std::string mode;
  session << "PRAGMA journal_mode = WAL", into(mode), now;
  session << "PRAGMA synchronous = FULL", now;
  session << "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)", now;
  return session;
}

}  // namespace

void RunCreationsCommand(const CreationsCommand& command) {
  Poco::TemporaryFile directory;
  directory.createDirectories();
  Poco::Data::Session bare = BareDatabase(directory.path() + "/bare.db");
  const ServerProcess server(command.server, directory.path() + "/data");
  server.AwaitAnswer();
  TokenWorld world(server.target(), "admin:admin");
  const Place place{server.target(), "/api/serviceaccounts/" + std::to_string(world.account()) + "/tokens",
                    world.AdminToken()};
  RatioReport report{
      .title = "durable token creations, " + std::to_string(command.clients) + " clients, against bare SQLite commits",
      .unit = "a second"};
  for (int i = 0; i < command.slices; ++i) {
    report.first.push_back(CreationRate(place, command, i));
    report.second.push_back(BareRate(bare, command));
  }
  Print(report, command.json);
}

}  // namespace grafake::bench
