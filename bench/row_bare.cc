#include "bench/bare_server.h"
#include "bench/rows.h"
#include "bench/token_load.h"

namespace grafake::bench {

std::vector<Row> MeasureAgainstBare(const RowSettings& settings) {
  const TokenLoad load(settings.server, "");
  std::vector<Row> rows;
  for (const int connections : {1, 16, 64}) {
    const BareServer bare(connections);
    const Workload workload = BareWorkload(bare);
    Row row{.what = "GET /api/org with a token, " + std::to_string(connections) +
                    " connections, against a bare POCO server that answers the same bytes",
            .unit = "answers/s",
            .target = 0.85};
    Alternate(
        row, settings.slices, [&] { return load.Rate(connections, settings.slice); },
        [&] {
          return RunLoad(bare.target(), workload, {.connections = connections, .duration = settings.slice}).PerSecond();
        });
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace grafake::bench
