#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include "server/locks.h"

namespace grafake::server {

// The one T of many threads, which somebody may replace by another: whoever uses it keeps it until he is done, who
// comes meanwhile waits, and nobody sees the old one once it is replaced. Thread-safe.
template <class T>
class Current {
 public:
  explicit Current(std::unique_ptr<T> first) : value_(std::move(first)) {}
  Current(const Current&) = delete;
  Current& operator=(const Current&) = delete;

  // A use, for its own life.
  class Use {
   public:
    explicit Use(Current& current) : current_(current) { current_.Enter(); }
    ~Use() { current_.Leave(); }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    [[nodiscard]] T* get() const { return current_.value_.get(); }  // null: the last replacement failed

   private:
    Current& current_;
  };

  // Calls replace(std::unique_ptr<T>&) while nobody uses it. No user of it may call this.
  template <class Replace>
  void Exchange(Replace replace) {
    const Lock lock(mutex_);
    const Closed closed(*this);
    replace(value_);
  }

 private:
  // Nobody enters, and those who were inside have left.
  class Closed {
   public:
    explicit Closed(Current& current) : current_(current) {
      current_.closed_ = true;
      for (int users = current_.users_; users != 0; users = current_.users_) current_.users_.wait(users);
    }
    ~Closed() {
      current_.closed_ = false;
      current_.closed_.notify_all();
    }
    Closed(const Closed&) = delete;
    Closed& operator=(const Closed&) = delete;

   private:
    Current& current_;
  };

  void Enter() {
    for (;;) {
      ++users_;
      if (!closed_) return;
      Leave();
      closed_.wait(true);
    }
  }

  void Leave() {
    if (--users_ == 0 && closed_) users_.notify_all();
  }

  Mutex mutex_;  // one replacement after the other
  std::atomic<int> users_ = 0;
  std::atomic<bool> closed_ = false;
  std::unique_ptr<T> value_;  // touched by users, and by who has closed it
};

}  // namespace grafake::server
