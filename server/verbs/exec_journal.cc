#include "server/verbs/exec_journal.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "server/app.h"
#include "server/control/control.h"
#include "server/control/journal_json.h"

namespace grafake::server {
namespace {

std::vector<std::shared_ptr<World>> ControlledWorlds(App& app) {
  return app.control() == nullptr ? std::vector<std::shared_ptr<World>>() : app.worlds().All();
}

// In front of what is not the main world's.
std::string NameBefore(const World& world) { return world.name() == World::kMain ? "" : world.name() + ": "; }

std::string LineOfRefused(const JournalEntry& entry) {
  std::string line = std::string(entry.method()) + " " + std::string(entry.target());
  line += " " + std::to_string(entry.status());
  if (!entry.why().empty()) line += ": " + std::string(entry.why());
  if (!entry.fault().empty()) line += " (fault " + std::string(entry.fault()) + ")";
  return line;
}

// "lost: met 0 times, 1 left".
std::string LineOfUnused(const UnusedFault& fault) {
  std::string line = fault.world == World::kMain ? "" : fault.world + ": ";
  line += fault.name + ": met " + std::to_string(fault.fired) + " times";
  if (fault.left) line += ", " + std::to_string(*fault.left) + " left";
  return line;
}

}  // namespace

std::vector<std::string> RefusedRequests(App& app) {
  std::vector<std::string> lines;
  for (const auto& world : ControlledWorlds(app)) {
    auto records = ControlledOf(*world).journal().After(0).records;
    std::erase_if(records, [](const JournalRecord& record) { return record.entry->status() < 400; });
    const std::size_t left_out = records.size() > kRefusedTold ? records.size() - kRefusedTold : 0;
    if (left_out != 0) lines.push_back(NameBefore(*world) + std::to_string(left_out) + " before these");
    for (std::size_t i = left_out; i != records.size(); ++i)
      lines.push_back(NameBefore(*world) + LineOfRefused(*records[i].entry));
  }
  return lines;
}

std::string ArchiveOfAll(App& app) {
  std::vector<JournalRecord> all;
  for (const auto& world : ControlledWorlds(app)) {
    auto records = ControlledOf(*world).journal().After(0).records;
    std::ranges::move(records, std::back_inserter(all));
  }
  return HttpArchiveOf(all, app.url()) + "\n";
}

std::vector<std::string> UnusedFaults(App& app) {
  std::vector<std::string> lines;
  for (const auto& world : ControlledWorlds(app)) {
    for (const Faults::State& state : Faults::Unused(ControlledOf(*world).faults().List()))
      lines.push_back(LineOfUnused({world->name(), state.fault->name, state.fired, state.left}));
  }
  if (app.control() == nullptr) return lines;
  for (const UnusedFault& fault : app.control()->ended()->Unused()) lines.push_back(LineOfUnused(fault));
  return lines;
}

}  // namespace grafake::server
