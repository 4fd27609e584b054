
#include "bench/fill_command.h"
#include "bench/leftovers.h"
#include "bench/load.h"
#include "bench/rows.h"
#include "bench/server_process.h"
#include "bench/start_row.h"
#include "bench/token_world.h"

namespace grafake::bench {
namespace {

// A server on a file with so many tokens, some of which have been used.
class FilledServer {
 public:
  // So many requests are prepared, each its own bytes even where tokens come again: the client's memory is to cost the
  // same on both sides.
  FilledServer(const RowSettings& settings, const std::string& data, const std::vector<std::string>& used)
      : server_(settings.server, data) {
    server_.AwaitAnswer();
    const auto requests = static_cast<std::size_t>(settings.used_tokens);
    for (std::size_t i = 0; i < requests; ++i) {
      workload_.Add(TokenExchange(server_.target(), used[i % used.size()]));
    }
    (void)RunLoad(server_.target(), workload_, {.connections = kManyConnections, .requests = requests});
    resident_megabytes_ = server_.ResidentMegabytes();
  }

  [[nodiscard]] double Rate(std::chrono::milliseconds duration) const {
    return RunLoad(server_.target(), workload_, {.connections = kManyConnections, .duration = duration}).PerSecond();
  }
  [[nodiscard]] double resident_megabytes() const { return resident_megabytes_; }

 private:
  ServerProcess server_;
  Workload workload_;
  double resident_megabytes_ = 0;
};

// A database file with tokens of 1,000 accounts; returns those to be used.
std::vector<std::string> MakeFile(const RowSettings& settings, const std::string& data, int tokens, int used) {
  { ServerProcess(settings.server, data).AwaitAnswer(); }
  return Fill({.data = data, .tokens = tokens, .accounts = 1000, .shown = used});
}

}  // namespace

std::vector<Row> MeasureManyTokens(const RowSettings& settings) {
  const ScratchDirectory few_directory;
  const ScratchDirectory many_directory;
  const auto few_tokens = MakeFile(settings, few_directory.path(), 1000, 1000);
  const auto many_tokens = MakeFile(settings, many_directory.path(), settings.tokens, settings.used_tokens);
  const std::string size = std::to_string(settings.tokens) + " tokens";
  const Starts starts = MeasureStarts(settings, [&] { return many_directory.path(); });
  Row start{.what = "start to first authenticated answer, file with " + size,
            .unit = "ms",
            .target = 150,
            .sense = Sense::kAtMost,
            .ours = starts.milliseconds};
  const FilledServer few(settings, few_directory.path(), few_tokens);
  const FilledServer many(settings, many_directory.path(), many_tokens);
  Row rate{.what = "the same on 16 connections with " + size + ", " + std::to_string(settings.used_tokens) +
                   " of them in use, against 1000",
           .unit = "answers/s",
           .target = 0.95};
  Alternate(
      rate, settings.slices, [&] { return many.Rate(settings.slice); }, [&] { return few.Rate(settings.slice); });
  return {
      std::move(start),
      std::move(rate),
      {.what = "resident memory with " + size + " in a file, " + std::to_string(settings.used_tokens) + " of them used",
       .unit = "MB",
       .target = 120,
       .sense = Sense::kAtMost,
       .ours = {many.resident_megabytes()}}};
}

}  // namespace grafake::bench
