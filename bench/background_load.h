#pragma once

#include <atomic>
#include <future>

#include "bench/load.h"

namespace grafake::bench {

// A load run in threads of its own, beside whatever else is measured, until Finish().
class BackgroundLoad {
 public:
  // `target` and `workload` must outlive it.
  BackgroundLoad(const TargetUrl& target, const Workload& workload, LoadOptions options) {
    options.stop = &stop_;
    options.duration = std::chrono::hours(1);
    running_ =
        std::async(std::launch::async, [&target, &workload, options] { return RunLoad(target, workload, options); });
  }
  ~BackgroundLoad() { stop_ = true; }  // the future waits for the run
  BackgroundLoad(const BackgroundLoad&) = delete;
  BackgroundLoad& operator=(const BackgroundLoad&) = delete;

  // Ends the run; throws what it threw.
  LoadResult Finish() {
    stop_ = true;
    return running_.get();
  }

 private:
  std::atomic<bool> stop_ = false;
  std::future<LoadResult> running_;
};

}  // namespace grafake::bench
