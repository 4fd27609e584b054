#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace grafake::server {

// How long a world lives that nobody uses: a time of the machine, since the world's own clock may stand still. Every
// request begins it anew, and so does Renew(). Thread-safe; a world without one pays a comparison for each request.
class Lease {
 public:
  using Clock = std::chrono::steady_clock;
  using Time = Clock::time_point;

  // Zero: none, it never ends.
  Lease(std::chrono::milliseconds length, Time now) : length_(std::min(length, kLongest)), used_(now) {}

  [[nodiscard]] bool endless() const { return length_ <= std::chrono::milliseconds(0); }

  void Renew(Time now) { used_ = now; }

  // When it ends if nothing happens from `now` on; while it is in use, later than now.
  [[nodiscard]] Time End(Time now) const {
    if (endless()) return Time::max();
    return (users_ > 0 ? now : used_.load()) + length_;
  }

  // A request under way.
  class Use {
   public:
    explicit Use(Lease& lease) : lease_(lease.endless() ? nullptr : &lease) {
      if (lease_ != nullptr) ++lease_->users_;
    }
    ~Use() {
      if (lease_ == nullptr) return;
      lease_->Renew(Clock::now());
      --lease_->users_;
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

   private:
    Lease* const lease_;
  };

 private:
  static constexpr std::chrono::milliseconds kLongest = std::chrono::years(100);  // which the clock can count

  const std::chrono::milliseconds length_;
  std::atomic<Time> used_;
  std::atomic<int> users_ = 0;
};

}  // namespace grafake::server
