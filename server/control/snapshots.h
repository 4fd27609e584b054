#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "server/locks.h"
#include "server/worlds/world.h"

namespace grafake::server {

// States of one world, by name, until it ends. Thread-safe.
class Snapshots {
 public:
  static constexpr std::size_t kMost = 100;  // each is as large as the database

  // One of that name is replaced. False: there are too many.
  [[nodiscard]] bool Keep(const std::string& name, World::State state);
  [[nodiscard]] World::State Find(const std::string& name) const;  // null: none
  [[nodiscard]] bool Drop(const std::string& name);                // false: there was none
  [[nodiscard]] std::vector<std::string> Names() const;            // sorted

 private:
  mutable Mutex mutex_;
  std::map<std::string, World::State> states_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
