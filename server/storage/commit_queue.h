#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "server/storage/session_pool.h"

namespace grafake::server {

// Runs the writes of many threads, those that wait at the same time in one transaction. Thread-safe.
//
// The first to come does its own work and that of everybody who has queued up meanwhile, and commits it all at once;
// the others sleep until theirs is on disk, and only they and the next to lead are woken. Each work has a savepoint of
// its own: what it refuses is undone alone.
class CommitQueue {
 public:
  // Returns false, or throws, when its changes are to be undone.
  using Work = std::function<bool(sql::Session&)>;

  // Takes its connection from the pool at every commit.
  explicit CommitQueue(SessionPool& sessions) : sessions_(sessions) {}

  // Returns when the work is committed or undone; throws what the work or the commit threw.
  void Run(const Work& work);

 private:
  // Waiting, until another thread has done its work or hands it the lead.
  enum class State { kWaiting, kLeads, kDone };
  struct Job {
    explicit Job(const Work& w) : work(w) {}
    const Work& work;
    std::atomic<State> state = State::kWaiting;
    std::exception_ptr failure;

    void Become(State next) {
      state = next;
      state.notify_one();
    }
  };
  // Shared, since a job's thread may be gone before the notification has returned.
  using Batch = std::vector<std::shared_ptr<Job>>;

  void Lead();
  void Commit(const Batch& batch);

  SessionPool& sessions_;
  std::mutex mutex_;
  Batch waiting_;
  bool led_ = false;  // some thread works for all
};

}  // namespace grafake::server
