#include "bench/background_load.h"
#include "bench/rows.h"
#include "bench/token_load.h"

namespace grafake::bench {
std::vector<Row> MeasureDerivedTokens(const RowSettings& settings) {
  const TokenLoad plain(settings.server, "");
  TokenLoad derived(settings.server, "", {"cfg:grafake.token_hash=pbkdf2"});
  Row cost{.what = "GET /api/org with a token, token_hash = pbkdf2, 8 connections, against sha256",
           .unit = "answers/s",
           .target = {}};
  Alternate(
      cost, settings.slices, [&] { return derived.Rate(kFewConnections, settings.slice); },
      [&] { return plain.Rate(kFewConnections, settings.slice); });

  const TargetUrl& target = derived.server().target();
  const Workload unknown = derived.world().Mixed({{"unknown", 1}}, {});
  Workload health;
  health.Add({.request = RequestBytes(target, {.path = "/api/health"})});
  const auto rate = [&] {
    return RunLoad(target, health, {.connections = kFewConnections, .duration = settings.slice}).PerSecond();
  };
  Row beside{.what =
                 "GET /api/health on 8 connections beside 8 with unknown tokens, token_hash = pbkdf2, against half of "
                 "the undisturbed rate",
             .unit = "answers/s",
             .target = {}};
  Alternate(
      beside, settings.slices,
      [&] {
        BackgroundLoad flood(target, unknown, {.connections = kFewConnections});
        const double answers = rate();
        (void)flood.Finish();
        return answers;
      },
      [&] { return rate() / 2; });
  return {std::move(cost), std::move(beside)};
}

}  // namespace grafake::bench
