#include "bench/table_command.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "bench/progress.h"

namespace grafake::bench {
namespace {

struct Group {
  const char* name;
  std::vector<Row> (*measure)(const RowSettings&);
};

// Creations before tokens: a million of these leave the disk busy for a while.
constexpr auto kGroups = std::to_array<Group>({{"start", MeasureStart},
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

}  // namespace

std::string RowNames() {
  std::string names;
  for (const Group& group : kGroups) (names += names.empty() ? "" : ", ") += group.name;
  return names;
}

Verdict RunTableCommand(const TableCommand& command) {
  Verdict worst = Verdict::kReached;
  auto rows = nlohmann::json::array();
  for (const Group& group : Chosen(command.only)) {
    for (const Row& row : Measure(group, command.settings)) {
      worst = std::max(worst, VerdictOf(row));
      if (!command.json) std::cout << TextOf(row) << std::endl;
      rows.push_back(JsonOf(row));
    }
  }
  if (command.json)
    std::cout << nlohmann::json{{"rows", rows}, {"reached", worst == Verdict::kReached}}.dump(2) << "\n";
  return worst;
}

}  // namespace grafake::bench
