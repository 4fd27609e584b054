#include <sys/resource.h>

#include <algorithm>
#include <list>
#include <stdexcept>

#include "bench/connection.h"
#include "bench/rows.h"
#include "bench/token_load.h"

namespace grafake::bench {
namespace {

// A connection is a descriptor here and one in the server, which inherits the limit.
void AllowDescriptors() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

void AskEach(std::list<Connection>& connections, const std::string& request) {
  for (Connection& connection : connections) {
    if (connection.Exchange(request).status != 200) throw std::runtime_error("an idle connection got a wrong answer");
  }
}

}  // namespace

std::vector<Row> MeasureIdleConnections(const RowSettings& settings) {
  AllowDescriptors();
  const TokenLoad load(settings.server, "");
  (void)load.Rate(kManyConnections, settings.slice);  // has the threads that so many connections need
  const double memory = load.server().ResidentMegabytes();
  const int threads = load.server().Threads();
  const std::string many = std::to_string(settings.idle_connections) + " idle keep-alive connections";
  Row rate{.what = "GET /api/org with a token on 16 connections beside " + many + ", against the rate without them",
           .unit = "answers/s",
           .target = {}};
  double most_memory = 0;
  int most_threads = 0;
  const std::string& request = load.request();
  // To open and ask thousands of connections takes longer than a slice: half as many slices will do.
  Alternate(
      rate, {.least = settings.slices.least / 2},
      [&] {
        std::list<Connection> idle;
        for (int i = 0; i < settings.idle_connections; ++i) idle.emplace_back(load.server().target());
        AskEach(idle, request);
        const double answers = load.Rate(kManyConnections, settings.slice);
        most_memory = std::max(most_memory, load.server().ResidentMegabytes());
        most_threads = std::max(most_threads, load.server().Threads());
        AskEach(idle, request);
        return answers;
      },
      [&] { return load.Rate(kManyConnections, settings.slice); });
  return {std::move(rate),
          {.what = "memory more with " + many,
           .unit = "MB",
           .target = 100,
           .sense = Sense::kAtMost,
           .ours = {most_memory - memory}},
          {.what = "threads more with " + many,
           .unit = "threads",
           .target = 0,
           .sense = Sense::kAtMost,
           .ours = {static_cast<double>(most_threads - threads)}}};
}

}  // namespace grafake::bench
