#pragma once

#include <chrono>
#include <cstddef>

#include "server/locks.h"

namespace grafake::server {

// How many connections there are, of all sites together, until their descriptors are closed. Thread-safe.
class ConnectionCount {
 public:
  void Add() {
    const Lock lock(mutex_);
    ++count_;
  }

  void Remove() {
    const Lock lock(mutex_);
    --count_;
    fewer_.NotifyAll();
  }

  // Returns when there are fewer than `most`, or after `time`. True: there are.
  bool WaitUntilFewer(std::size_t most, std::chrono::milliseconds time) {
    Lock lock(mutex_);
    return fewer_.WaitFor(lock, time, [&]() REQUIRES(mutex_) { return count_ < most; });
  }

  void AwaitNone() {
    Lock lock(mutex_);
    fewer_.Wait(lock, [&]() REQUIRES(mutex_) { return count_ == 0; });
  }

  [[nodiscard]] std::size_t count() const {
    const Lock lock(mutex_);
    return count_;
  }

 private:
  mutable Mutex mutex_;
  Condition fewer_;
  std::size_t count_ GUARDED_BY(mutex_) = 0;
};

}  // namespace grafake::server
