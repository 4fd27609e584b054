
#include <chrono>
#include <list>

#include "bench/leftovers.h"
#include "bench/rows.h"
#include "bench/server_process.h"
#include "bench/start_row.h"

namespace grafake::bench {

Starts MeasureStarts(const RowSettings& settings, const std::function<std::string()>& data) {
  Starts starts;
  for (int i = 0; i < settings.starts; ++i) {
    const std::string directory = data();
    const auto begin = std::chrono::steady_clock::now();
    const ServerProcess server(settings.server, directory);
    server.AwaitAnswer();
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
    starts.milliseconds.push_back(time.count());
    starts.megabytes.push_back(server.ResidentMegabytes());
  }
  return starts;
}

std::vector<Row> MeasureStart(const RowSettings& settings) {
  std::list<ScratchDirectory> directories;
  const Starts memory = MeasureStarts(settings, [] { return ""; });
  const Starts file = MeasureStarts(settings, [&] { return directories.emplace_back().path(); });
  return {{.what = "start to first authenticated answer, in memory",
           .unit = "ms",
           .target = 30,
           .sense = Sense::kAtMost,
           .ours = memory.milliseconds},
          {.what = "start to first authenticated answer, empty directory",
           .unit = "ms",
           .target = 30,
           .sense = Sense::kAtMost,
           .ours = file.milliseconds},
          {.what = "resident memory after the start, in memory",
           .unit = "MB",
           .target = 14,
           .sense = Sense::kAtMost,
           .ours = memory.megabytes},
          {.what = "resident memory after the start, empty directory",
           .unit = "MB",
           .target = 14,
           .sense = Sense::kAtMost,
           .ours = file.megabytes}};
}

}  // namespace grafake::bench
