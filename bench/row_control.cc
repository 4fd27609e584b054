#include <Poco/Process.h>

#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <utility>

#include "bench/connection.h"
#include "bench/rows.h"
#include "bench/server_process.h"
#include "bench/token_load.h"

namespace grafake::bench {
namespace {

using std::chrono::steady_clock;

constexpr int kSeededAccounts = 500;  // each with a token: 1,000 rows

// Calls of test control at one server.
class ControlCalls {
 public:
  explicit ControlCalls(const TargetUrl& target) : target_(target), connection_(target) {}

  // The milliseconds that it took.
  double Post(const std::string& path, const std::string& body = "") {
    const std::string request = RequestBytes(target_, {.method = "POST", .path = "/_grafake" + path, .body = body});
    const auto begin = steady_clock::now();
    const Answer answer = connection_.Exchange(request);
    const std::chrono::duration<double, std::milli> time = steady_clock::now() - begin;
    if (answer.status >= 300) throw std::runtime_error("POST /_grafake" + path + ": " + answer.body);
    return time.count();
  }

 private:
  const TargetUrl target_;
  Connection connection_;
};

std::string ManyRows() {
  nlohmann::json accounts = nlohmann::json::array();
  for (int i = 0; i < kSeededAccounts; ++i) {
    const std::string number = std::to_string(i);
    accounts.push_back({{"name", "account " + number}, {"tokens", {{{"name", "token " + number}}}}});
  }
  return nlohmann::json{{"service_accounts", std::move(accounts)}}.dump();
}

Row AtMostMilliseconds(const std::string& what, double most, int times, const std::function<double(int)>& take) {
  Row row{.what = what, .unit = "ms", .target = most, .sense = Sense::kAtMost};
  for (int i = 0; i < times; ++i) row.ours.push_back(take(i));
  return row;
}

double ExecTime(const std::string& program) {
  const auto begin = steady_clock::now();
  const Poco::ProcessHandle run = Poco::Process::launch(program, {"exec", "--", "true"});
  if (run.wait() != 0) throw std::runtime_error(program + " exec -- true has failed");
  return std::chrono::duration<double, std::milli>(steady_clock::now() - begin).count();
}

Row MeasureWatched(const RowSettings& settings, const std::string& what, const std::vector<std::string>& ours,
                   const std::vector<std::string>& theirs, std::optional<double> target) {
  const TokenLoad one(settings.server, "", ours);
  const TokenLoad other(settings.server, "", theirs);
  Row row{.what = what, .unit = "answers/s", .target = target};
  Alternate(
      row, settings.slices, [&] { return one.Rate(kManyConnections, settings.slice); },
      [&] { return other.Rate(kManyConnections, settings.slice); });
  return row;
}

}  // namespace

std::vector<Row> MeasureControl(const RowSettings& settings) {
  const ServerProcess server(settings.server, "");
  server.AwaitAnswer();
  ControlCalls control(server.target());
  control.Post("/worlds", "{}");  // makes the template
  std::vector<Row> rows;
  rows.push_back(AtMostMilliseconds("time to open a world by test control", 2, 100, [&](int i) {
    return control.Post("/worlds", R"({"name": "bench-)" + std::to_string(i) + "\"}");
  }));
  control.Post("/seed", ManyRows());
  control.Post("/snapshots/bench");
  rows.push_back(AtMostMilliseconds("time to restore a snapshot of 1,000 rows", 2, 50,
                                    [&](int) { return control.Post("/snapshots/bench/restore"); }));
  rows.push_back(AtMostMilliseconds("time to reset a world", 2, 50, [&](int) { return control.Post("/reset"); }));
  rows.push_back(
      AtMostMilliseconds("grafake exec -- true", 40, settings.starts, [&](int) { return ExecTime(settings.server); }));
  rows.push_back(MeasureWatched(settings, "GET /api/org with a token, 16 connections, with the journal against without",
                                {}, {"cfg:grafake.journal=0"}, 0.95));
  rows.push_back(MeasureWatched(settings, "the same without the journal, with control against without",
                                {"cfg:grafake.journal=0"}, {"cfg:grafake.control=off"}, {}));
  return rows;
}

}  // namespace grafake::bench
