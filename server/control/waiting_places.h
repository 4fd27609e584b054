#pragma once

#include <atomic>

namespace grafake::server {

// How many requests to control may wait at a time, each on a serving thread of its own, which the server has besides.
// Thread-safe.
class WaitingPlaces {
 public:
  static constexpr int kMost = 8;

  // One of them, for its own life; none where all are taken.
  class Place {
   public:
    explicit Place(WaitingPlaces& places) : places_(places), taken_(++places.taken_ <= kMost) {}
    ~Place() { --places_.taken_; }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    [[nodiscard]] bool taken() const { return taken_; }

   private:
    WaitingPlaces& places_;
    const bool taken_;
  };

 private:
  std::atomic<int> taken_ = 0;
};

}  // namespace grafake::server
