#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/control/coverage.h"
#include "server/locks.h"
#include "server/releases/release.h"

namespace grafake::server {

// A fault that nobody has used up.
struct UnusedFault {
  std::string world;
  std::string name;
  std::uint64_t fired = 0;
  std::optional<std::uint64_t> left;  // nothing: it is always met
};

// What worlds had met when they ended, by release; and which faults ended with them, or with a reset, unused.
// Thread-safe.
class EndedCoverage {
 public:
  void Add(const Release& release, const Coverage& counts);
  // Adds all that is there of that release.
  void AddTo(Coverage& sum, const Release& release) const;

  // What somebody had forgotten: no part of the sum, but a run is judged by it, too.
  void AddForgotten(const Release& release, const Coverage& counts);
  void AddForgottenTo(Coverage& sum, const Release& release) const;

  static constexpr std::size_t kMostUnused = 1000;  // the first; a server may run for years
  void AddUnused(UnusedFault fault);
  [[nodiscard]] std::vector<UnusedFault> Unused() const;

 private:
  using Sums = std::map<const Release*, std::unique_ptr<Coverage>>;
  static void AddIn(Sums& sums, const Release& release, const Coverage& counts);

  mutable Mutex mutex_;
  Sums sums_ GUARDED_BY(mutex_);
  Sums forgotten_ GUARDED_BY(mutex_);
  std::vector<UnusedFault> unused_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
