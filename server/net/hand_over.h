#pragma once

#include <atomic>
#include <thread>

namespace grafake::server {

// Orders the threads that pass an object on through the kernel, which is no barrier in the language's own terms: the
// next one may run before the call that gave it the object has returned to the one before. For example:
//
//   thread A                                       thread B
//   sent_ = 0; Begin(); epoll_ctl(MOD, …) …        (in epoll_wait)
//     … the kernel has it, A is not scheduled      wakes with the object; Receive(): sees sent_ == 0
//     … still inside the call                      the client has gone: Remove() → AwaitReturns(): waits for A
//   … returns; End(): the last A does with it      goes on, destroys the object
class HandOver {
 public:
  // Around the call that passes the object on. Between the two, and after them, the object is no longer the caller's.
  void Begin() { passing_.fetch_add(1, std::memory_order_release); }
  void End() { passing_.fetch_sub(1, std::memory_order_release); }

  // By the one who gets the object, first of all: sees what the ones before have done with it.
  void Receive() const { (void)passing_.load(std::memory_order_acquire); }

  // Before the object is destroyed: all who passed it on have returned from the call. Short, as nothing else is
  // awaited.
  void AwaitReturns() const {
    while (passing_.load(std::memory_order_acquire) != 0) std::this_thread::yield();
  }

 private:
  std::atomic<int> passing_{0};
};

}  // namespace grafake::server
