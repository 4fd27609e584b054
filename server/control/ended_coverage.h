#pragma once

#include <map>
#include <memory>

#include "server/control/coverage.h"
#include "server/locks.h"
#include "server/releases/release.h"

namespace grafake::server {

// What worlds had met when they ended, by release. Thread-safe.
class EndedCoverage {
 public:
  void Add(const Release& release, const Coverage& counts);
  // Adds all that is there of that release.
  void AddTo(Coverage& sum, const Release& release) const;

 private:
  mutable Mutex mutex_;
  std::map<const Release*, std::unique_ptr<Coverage>> sums_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
