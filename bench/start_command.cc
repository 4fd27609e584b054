#include "bench/start_command.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <vector>

#include "bench/server_process.h"

namespace grafake::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Sample {
  double milliseconds = 0;
  double resident_megabytes = 0;
};

Sample Measure(const StartCommand& command) {
  const auto begin = Clock::now();
  const ServerProcess server(command.server, command.data);
  server.AwaitAnswer();
  return {std::chrono::duration<double, std::milli>(Clock::now() - begin).count(), server.ResidentMegabytes()};
}

double Median(std::vector<Sample> samples, double Sample::*field) {
  std::ranges::sort(samples, {}, field);
  return samples[samples.size() / 2].*field;
}

}  // namespace

void RunStartCommand(const StartCommand& command) {
  std::vector<Sample> samples;
  for (int i = 0; i < command.runs; ++i) samples.push_back(Measure(command));
  const double milliseconds = Median(samples, &Sample::milliseconds);
  const double megabytes = Median(samples, &Sample::resident_megabytes);
  if (command.json) {
    std::cout << nlohmann::json{{"runs", command.runs}, {"median_ms", milliseconds}, {"median_resident_mb", megabytes}}
                     .dump(2)
              << "\n";
  } else {
    std::printf("start to first authenticated answer, median of %d: %.1f ms; resident then: %.1f MB\n", command.runs,
                milliseconds, megabytes);
  }
}

}  // namespace grafake::bench
