#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace grafake::bench {

// For its life, the first SIGINT or SIGTERM ends the program at once, whatever it is doing, with exit code 130: `tell`
// says on a thread of its own what was measured so far, and Leftovers are tidied. One at a time, and before other
// threads are started, which take no signals then.
class EarlyEnd {
 public:
  explicit EarlyEnd(std::function<void()> tell);
  ~EarlyEnd();
  EarlyEnd(const EarlyEnd&) = delete;
  EarlyEnd& operator=(const EarlyEnd&) = delete;

 private:
  void Await() const;

  std::function<void()> tell_;
  std::atomic<bool> over_ = false;
  std::thread waiting_;
};

}  // namespace grafake::bench
