#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace grafake::server {

// How many connections there are, of all sites together, until their descriptors are closed. Thread-safe.
class ConnectionCount {
 public:
  void Add() {
    const std::lock_guard lock(mutex_);
    ++count_;
  }

  void Remove() {
    const std::lock_guard lock(mutex_);
    --count_;
    fewer_.notify_all();
  }

  // Returns when there are fewer than `most`, or after `time`. True: there are.
  bool WaitUntilFewer(std::size_t most, std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return fewer_.wait_for(lock, time, [&] { return count_ < most; });
  }

  void AwaitNone() {
    std::unique_lock lock(mutex_);
    fewer_.wait(lock, [&] { return count_ == 0; });
  }

  [[nodiscard]] std::size_t count() const {
    const std::lock_guard lock(mutex_);
    return count_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable fewer_;
  std::size_t count_ = 0;
};

}  // namespace grafake::server
