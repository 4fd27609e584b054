#include <thread>

#include "bench/background_load.h"
#include "bench/rows.h"
#include "bench/token_load.h"

namespace grafake::bench {
std::vector<Row> MeasureAmongWorthlessTokens(const RowSettings& settings) {
  TokenLoad load(settings.server, "");
  const Workload worthless =
      load.world().Mixed({{"expired", 1}, {"unknown", 1}, {"malformed", 1}, {"checksum", 1}}, {});
  Row row{
      .what = "the same on 8 connections while 8 others send worthless tokens, against half of the undisturbed rate",
      .unit = "answers/s",
      .target = 0.8};
  Alternate(
      row, settings.slices,
      [&] {
        BackgroundLoad noise(load.server().target(), worthless, {.connections = kFewConnections});
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        const double rate = load.Rate(kFewConnections, settings.slice);
        (void)noise.Finish();
        return rate;
      },
      [&] { return load.Rate(kFewConnections, settings.slice) / 2; });
  return {row};
}

}  // namespace grafake::bench
