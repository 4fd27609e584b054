#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <shared_mutex>

// Locks that say what they guard, so that clang proves it (scripts/check, "locks"): a member that is GUARDED_BY(mutex_)
// is touched with mutex_ held, a function that REQUIRES(mutex_) is called with it held, and both else do not compile
// there. For gcc they are the standard's own. The words are those of
// https://clang.llvm.org/docs/ThreadSafetyAnalysis.html.
#ifdef __clang__
#define GRAFAKE_LOCK_WORD(word) __attribute__((word))
#else
#define GRAFAKE_LOCK_WORD(word)
#endif

#define CAPABILITY(name) GRAFAKE_LOCK_WORD(capability(name))
#define SCOPED_CAPABILITY GRAFAKE_LOCK_WORD(scoped_lockable)
#define GUARDED_BY(mutex) GRAFAKE_LOCK_WORD(guarded_by(mutex))
#define ASSERT_CAPABILITY(mutex) GRAFAKE_LOCK_WORD(assert_capability(mutex))
#define REQUIRES(...) GRAFAKE_LOCK_WORD(requires_capability(__VA_ARGS__))
#define ACQUIRE(...) GRAFAKE_LOCK_WORD(acquire_capability(__VA_ARGS__))
#define ACQUIRE_SHARED(...) GRAFAKE_LOCK_WORD(acquire_shared_capability(__VA_ARGS__))
#define RELEASE(...) GRAFAKE_LOCK_WORD(release_capability(__VA_ARGS__))
#define RELEASE_GENERIC(...) GRAFAKE_LOCK_WORD(release_generic_capability(__VA_ARGS__))

namespace grafake::server {

// Taken by one thread at a time, with a Lock.
class CAPABILITY("mutex") Mutex {
 private:
  friend class Lock;
  std::mutex mutex_;
};

// Taken by many threads that read, with a ReadLock, or by one that writes, with a WriteLock.
class CAPABILITY("mutex") SharedMutex {
 public:
  // Tells clang what it cannot see: that it is held where a template calls back.
  void AssertHeld() const ASSERT_CAPABILITY(this) {}

 private:
  friend class ReadLock;
  friend class WriteLock;
  std::shared_mutex mutex_;
};

class SCOPED_CAPABILITY Lock {
 public:
  explicit Lock(Mutex& mutex) ACQUIRE(mutex) : lock_(mutex.mutex_) {}
  ~Lock() RELEASE() = default;
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

  // Until the end of the lock's life, or until it is taken again.
  void Release() RELEASE() { lock_.unlock(); }
  void TakeAgain() ACQUIRE() { lock_.lock(); }

 private:
  friend class Condition;
  std::unique_lock<std::mutex> lock_;
};

class SCOPED_CAPABILITY ReadLock {
 public:
  explicit ReadLock(SharedMutex& mutex) ACQUIRE_SHARED(mutex) : lock_(mutex.mutex_) {}
  ~ReadLock() RELEASE_GENERIC() = default;
  ReadLock(const ReadLock&) = delete;
  ReadLock& operator=(const ReadLock&) = delete;

 private:
  std::shared_lock<std::shared_mutex> lock_;
};

class SCOPED_CAPABILITY WriteLock {
 public:
  explicit WriteLock(SharedMutex& mutex) ACQUIRE(mutex) : lock_(mutex.mutex_) {}
  ~WriteLock() RELEASE() = default;
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;

 private:
  std::lock_guard<std::shared_mutex> lock_;
};

// Held by one thread by an agreement of its own, which clang cannot see; it sees who relies on it.
class CAPABILITY("role") ThreadRole {};

class SCOPED_CAPABILITY InThreadRole {
 public:
  explicit InThreadRole(ThreadRole& role) ACQUIRE(role) { (void)role; }
  ~InThreadRole() RELEASE() {}
  InThreadRole(const InThreadRole&) = delete;
  InThreadRole& operator=(const InThreadRole&) = delete;
};

// Wakes threads that wait for something a Mutex guards. A `ready` that looks at it says so:
// [this]() REQUIRES(mutex_) { return …; }.
class Condition {
 public:
  void Wait(Lock& lock) { changed_.wait(lock.lock_); }
  template <class Ready>
  void Wait(Lock& lock, Ready ready) {
    changed_.wait(lock.lock_, ready);
  }
  // False: the time was over before.
  template <class Ready>
  [[nodiscard]] bool WaitFor(Lock& lock, std::chrono::steady_clock::duration time, Ready ready) {
    return changed_.wait_for(lock.lock_, time, ready);
  }
  void WaitUntil(Lock& lock, std::chrono::steady_clock::time_point end) { changed_.wait_until(lock.lock_, end); }
  template <class Ready>
  bool WaitUntil(Lock& lock, std::chrono::steady_clock::time_point end, Ready ready) {
    return changed_.wait_until(lock.lock_, end, ready);
  }
  void NotifyOne() { changed_.notify_one(); }
  void NotifyAll() { changed_.notify_all(); }

 private:
  std::condition_variable changed_;
};

}  // namespace grafake::server
