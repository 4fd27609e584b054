#include "bench/table_command.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <mutex>
#include <set>
#include <sstream>
#include <stdexcept>

#include "bench/early_end.h"
#include "bench/progress.h"
#include "bench/server_process.h"

namespace grafake::bench {
namespace {

struct Group {
  const char* name;
  std::vector<Row> (*measure)(const RowSettings&);
};

// Worlds first: they are in this process, whose memory nobody has used yet. Creations before tokens: a million of these
// leave the disk busy for a while.
constexpr auto kGroups = std::to_array<Group>({{"worlds", MeasureWorlds},
                                               {"start", MeasureStart},
                                               {"control", MeasureControl},
                                               {"bare", MeasureAgainstBare},
                                               {"worthless", MeasureAmongWorthlessTokens},
                                               {"writer", MeasureBesideWriter},
                                               {"creations", MeasureCreations},
                                               {"tokens", MeasureManyTokens},
                                               {"search", MeasureSearch},
                                               {"idle", MeasureIdleConnections},
                                               {"client", MeasureClient},
                                               {"derived", MeasureDerivedTokens}});

// In the order of the table, however they are named.
std::vector<Group> Chosen(const std::string& names) {
  if (names.empty()) return {kGroups.begin(), kGroups.end()};
  std::set<std::string, std::less<>> wanted;
  std::istringstream parts(names);
  for (std::string name; std::getline(parts, name, ',');) wanted.insert(name);
  std::vector<Group> chosen;
  for (const Group& group : kGroups) {
    if (wanted.erase(group.name) > 0) chosen.push_back(group);
  }
  if (!wanted.empty()) throw std::invalid_argument("--only: '" + *wanted.begin() + "' is none of " + RowNames());
  return chosen;
}

std::vector<Row> Measure(const Group& group, const RowSettings& settings) {
  Progress progress;
  progress.Show("measuring: " + std::string(group.name));
  return group.measure(settings);
}

// The rows as they are told: at once for people, at the end for scripts. Thread-safe.
class Told {
 public:
  explicit Told(bool json) : json_(json) {}

  void Add(const Row& row) {
    const std::lock_guard lock(mutex_);
    if (!json_) std::cout << TextOf(row) << std::endl;
    rows_.push_back(JsonOf(row));
  }

  void End(bool reached) {
    const std::lock_guard lock(mutex_);
    if (json_) std::cout << nlohmann::json{{"rows", rows_}, {"reached", reached}}.dump(2) << std::endl;
  }

  // What was measured of the row that is under way is less than its verdict needs.
  void EndEarly() {
    const std::lock_guard lock(mutex_);
    auto row = RowUnderWay();
    if (row) row->target.reset();
    if (row && !json_) std::cout << "so far: " << TextOf(*row) << std::endl;
    if (!json_) return;
    nlohmann::json all{{"rows", rows_}, {"interrupted", true}, {"reached", false}};
    if (row) all["under_way"] = JsonOf(*row);
    std::cout << all.dump(2) << std::endl;
  }

 private:
  bool json_;
  std::mutex mutex_;
  nlohmann::json rows_ = nlohmann::json::array();
};

}  // namespace

std::string RowNames() {
  std::string names;
  for (const Group& group : kGroups) (names += names.empty() ? "" : ", ") += group.name;
  return names;
}

Verdict RunTableCommand(const TableCommand& command) {
  RequireProgram(command.settings.server);
  Told told(command.json);
  const EarlyEnd early([&] { told.EndEarly(); });
  Verdict worst = Verdict::kReached;
  for (const Group& group : Chosen(command.only)) {
    for (const Row& row : Measure(group, command.settings)) {
      worst = std::max(worst, VerdictOf(row));
      told.Add(row);
    }
  }
  told.End(worst == Verdict::kReached);
  return worst;
}

}  // namespace grafake::bench
