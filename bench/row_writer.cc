
#include <ctime>
#include <thread>

#include "bench/leftovers.h"
#include "bench/rows.h"
#include "bench/token_load.h"
#include "bench/token_writer.h"

namespace grafake::bench {
namespace {

// Processor time of the server and of this program.
double CpuSeconds(const ServerProcess& server) {
  timespec own{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &own);
  return server.CpuSeconds() + static_cast<double>(own.tv_sec) + static_cast<double>(own.tv_nsec) / 1e9;
}

class Measurement {
 public:
  Measurement(const RowSettings& settings, const std::string& data)
      : settings_(settings),
        load_(settings.server, data),
        place_(TokenWriter::PlaceIn(load_.server().target(), load_.world())) {}

  void Sample(Row& row) {
    const double quiet = load_.Rate(kFewConnections, settings_.slice);
    const double cost = CostOfWrite();
    TokenWriter writer(place_, {.names = NextName(), .deletes = true});
    row.ours.push_back(load_.Rate(kFewConnections, settings_.slice));
    const double seconds = std::chrono::duration<double>(settings_.slice).count();
    const double share = static_cast<double>(writer.Finish()) * cost / seconds / std::thread::hardware_concurrency();
    row.baseline.push_back(quiet * (1 - share));
  }

 private:
  std::string NextName() { return "w" + std::to_string(++names_) + "-"; }

  // Processor time that one token costs, all told, when there is nothing else to do.
  double CostOfWrite() {
    const double before = CpuSeconds(load_.server());
    TokenWriter writer(place_, {.names = NextName(), .deletes = true});
    std::this_thread::sleep_for(settings_.slice / 2);
    const auto made = static_cast<double>(writer.Finish());
    return (CpuSeconds(load_.server()) - before) / made;
  }

  const RowSettings& settings_;
  TokenLoad load_;
  TokenWriter::Place place_;
  int names_ = 0;
};

}  // namespace

std::vector<Row> MeasureBesideWriter(const RowSettings& settings) {
  ScratchDirectory directory;
  Row row{.what =
              "the same on 8 connections while another client creates and deletes tokens, against the undisturbed "
              "rate less the writer's share of the machine",
          .unit = "answers/s",
          .target = 0.8};
  Measurement measurement(settings, directory.path());
  for (; NeedsMore(row, settings.slices); NoteUnderWay(row)) measurement.Sample(row);
  ForgetUnderWay();
  return {row};
}

}  // namespace grafake::bench
