#include "bench/load_command.h"

#include <fstream>
#include <memory>
#include <stdexcept>

#include "bench/bare_server.h"
#include "bench/interruption.h"
#include "bench/load_report.h"
#include "bench/plot.h"
#include "bench/progress.h"
#include "bench/report_file.h"
#include "bench/token_world.h"

namespace grafake::bench {
namespace {

// One side of a comparison, kept alive with what it needs.
struct Side {
  SideReport report;
  TargetUrl target;
  std::unique_ptr<TokenWorld> world;
  std::unique_ptr<BareServer> bare;
  Workload workload;
};

std::vector<std::string> LinesOf(const std::string& path) {
  std::vector<std::string> lines;
  if (path.empty()) return lines;
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + " cannot be read");
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

Side GrafanaSide(const std::string& url, const LoadCommand& command) {
  Side side;
  side.report.name = url;
  side.target = ParseTargetUrl(url, command.trust);
  side.world = std::make_unique<TokenWorld>(side.target, command.authorization, &InterruptionWatch::flag());
  side.workload = side.world->Mixed(command.mix, LinesOf(command.tokens));
  return side;
}

Side BareSide(int connections) {
  Side side;
  side.report.name = "bare POCO server";
  side.bare = std::make_unique<BareServer>(connections);
  side.target = side.bare->target();
  side.workload = BareWorkload(*side.bare);
  return side;
}

// False when it was interrupted; of half a slice is told only where there is no whole one.
bool Slice(Side& side, const LoadOptions& options) {
  const LoadResult result = RunLoad(side.target, side.workload, options);
  const bool whole = !InterruptionWatch::flag();
  if (!whole && (!side.report.rates.empty() || result.times.count() == 0)) return false;
  side.report.rates.push_back(result.PerSecond());
  side.report.times.Add(result.times);
  for (const auto& [kind, count] : result.kinds) side.report.kinds[kind] += count;
  return whole;
}

void Warm(const Side& side, LoadOptions options) {
  options.duration = std::min(options.duration, std::chrono::milliseconds(300));
  (void)RunLoad(side.target, side.workload, options);
}

// False when it was interrupted.
bool MeasureInTurn(std::vector<Side>& sides, const LoadCommand& command) {
  Progress progress;
  for (int i = 0; i < command.slices; ++i) {
    for (Side& side : sides) {
      progress.Show("slice " + std::to_string(i + 1) + " of " + std::to_string(command.slices) + ": " +
                    side.report.name);
      if (!Slice(side, command.options)) return false;
    }
  }
  return true;
}

// What was measured of each side, which may be less of the second one when it was interrupted.
LoadReport ReportOf(std::vector<Side>& sides, const LoadCommand& command, bool whole) {
  LoadReport report{.options = command.options, .slices = command.slices, .interrupted = !whole};
  for (Side& side : sides) {
    if (!side.report.rates.empty()) report.sides.push_back(std::move(side.report));
  }
  if (whole || report.sides.empty()) return report;
  for (SideReport& side : report.sides) side.rates.resize(report.sides.back().rates.size());
  report.slices = static_cast<int>(report.sides.back().rates.size());
  return report;
}

}  // namespace

void RunLoadCommand(const LoadCommand& wanted) try {
  LoadCommand command = wanted;
  if (!command.plot.empty()) CheckPlaceFor(command.plot);
  const InterruptionWatch watch;
  command.options.stop = &InterruptionWatch::flag();
  std::vector<Side> sides;
  sides.push_back(GrafanaSide(command.url, command));
  if (command.versus == "bare") sides.push_back(BareSide(command.options.connections));
  if (!command.versus.empty() && command.versus != "bare") sides.push_back(GrafanaSide(command.versus, command));
  // A number of requests is for one who counts them: none come on top.
  if (command.options.requests == 0) {
    for (const Side& side : sides) Warm(side, command.options);
  }
  const bool whole = MeasureInTurn(sides, command);
  const LoadReport report = ReportOf(sides, command, whole);
  if (report.sides.empty()) throw Interrupted();
  if (command.json) {
    PrintJson(report);
  } else {
    PrintTable(report);
  }
  if (!command.plot.empty()) PutFile(command.plot, PlotOf(report));
  if (!whole) throw Interrupted();
} catch (const Stopped&) {
  throw Interrupted();
}

}  // namespace grafake::bench
