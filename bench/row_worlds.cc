#include <unistd.h>

#include <chrono>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bench/connection.h"
#include "bench/rows.h"
#include "bench/server_process.h"
#include "server/app.h"
#include "server/command_line.h"
#include "server/dial.h"
#include "server/net/process.h"
#include "server/start.h"

namespace grafake::bench {
namespace {

using std::chrono::steady_clock;

double MillisecondsSince(steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(steady_clock::now() - begin).count();
}

double OwnMegabytes() {
  std::ifstream statm("/proc/self/statm");
  double all = 0;
  double resident = 0;
  statm >> all >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

server::AppSettings SettingsOfAServer() {
  const auto line = server::ParseCommandLine({"--port", "0"});
  const server::Environment environment{{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}};
  const auto start = server::PrepareStart(*line, environment, server::DialNetwork);
  if (!start) throw std::runtime_error("the settings of a server cannot be read");
  return start->app;
}

void AskAsAdmin(const server::World& world) {
  Connection connection(ParseTargetUrl(world.url()));
  const Answer answer =
      connection.Exchange("GET /api/org HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\n\r\n");
  if (answer.status != 200) throw std::runtime_error("a world got a wrong answer");
}

std::string NameOfWorld(int number) { return "bench-" + std::to_string(number); }

server::WorldSettings WorldOf(const server::App& app, int number) {
  return {.name = NameOfWorld(number), .instance = app.main_settings()};
}

void OpenOne(server::App& app, server::WorldSettings settings) {
  if (const auto world = app.worlds().Open(std::move(settings)); !world)
    throw std::runtime_error(world.error().sentence);
}

// The milliseconds that each took.
std::vector<double> OpenAll(server::App& app, int count) {
  std::vector<double> times;
  for (int i = 0; i < count; ++i) {
    server::WorldSettings world = WorldOf(app, i);
    const auto begin = steady_clock::now();
    OpenOne(app, std::move(world));
    times.push_back(MillisecondsSince(begin));
  }
  return times;
}

std::vector<double> CloseAll(server::App& app, int count) {
  std::vector<double> times;
  for (int i = 0; i < count; ++i) {
    const auto begin = steady_clock::now();
    app.worlds().Close(NameOfWorld(i));
    times.push_back(MillisecondsSince(begin));
  }
  return times;
}

Row AtMost(const std::string& what, const std::string& unit, std::optional<double> target, std::vector<double> ours) {
  return {.what = what, .unit = unit, .target = target, .sense = Sense::kAtMost, .ours = std::move(ours)};
}

}  // namespace

// In this process: the server's own way to them comes with test control.
std::vector<Row> MeasureWorlds(const RowSettings& settings) {
  server::PrepareProcess();
  server::App app(SettingsOfAServer(), [](const std::string&) {});
  OpenOne(app, WorldOf(app, settings.worlds));  // makes the template
  app.worlds().Close(NameOfWorld(settings.worlds));
  const double before = OwnMegabytes();
  const std::vector<double> open = OpenAll(app, settings.worlds);
  const double opened = OwnMegabytes();
  for (const auto& world : app.worlds().All()) AskAsAdmin(*world);
  const double asked = OwnMegabytes();
  const std::vector<double> close = CloseAll(app, settings.worlds);
  const std::string many = ", " + std::to_string(settings.worlds) + " open";
  return {AtMost("time to open a world" + many, "ms", 2, open),
          AtMost("memory of a world" + many, "MB", 1, {(opened - before) / settings.worlds}),
          AtMost("memory of a world that has answered its admin" + many, "MB", 1, {(asked - before) / settings.worlds}),
          AtMost("time to close a world" + many, "ms", {}, close)};
}

}  // namespace grafake::bench
