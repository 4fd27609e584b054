#include "server/control/snapshots.h"

#include <utility>

namespace grafake::server {

bool Snapshots::Keep(const std::string& name, World::State state) {
  const Lock lock(mutex_);
  if (states_.size() >= kMost && !states_.contains(name)) return false;
  states_.insert_or_assign(name, std::move(state));
  return true;
}

World::State Snapshots::Find(const std::string& name) const {
  const Lock lock(mutex_);
  const auto found = states_.find(name);
  return found == states_.end() ? nullptr : found->second;
}

bool Snapshots::Drop(const std::string& name) {
  const Lock lock(mutex_);
  return states_.erase(name) == 1;
}

std::vector<std::string> Snapshots::Names() const {
  const Lock lock(mutex_);
  std::vector<std::string> names;
  for (const auto& [name, state] : states_) names.push_back(name);
  return names;
}

}  // namespace grafake::server
