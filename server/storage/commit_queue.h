#pragma once

#include <Poco/Data/Session.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "server/storage/session_pool.h"

namespace grafake::server {

// Runs the writes of many threads, those that wait at the same time in one transaction. Thread-safe.
//
// The first to come does its own work and that of everybody who has queued up meanwhile, and commits it all at once;
// the others sleep until theirs is on disk. Each work has a savepoint of its own: what it refuses is undone alone.
class CommitQueue {
 public:
  // Returns false, or throws, when its changes are to be undone.
  using Work = std::function<bool(Poco::Data::Session&)>;

  // Takes its connection from the pool at every commit.
  explicit CommitQueue(SessionPool& sessions) : sessions_(sessions) {}

  // Returns when the work is committed or undone; throws what the work or the commit threw.
  void Run(const Work& work);

 private:
  struct Job {
    const Work& work;
    bool done = false;
    std::exception_ptr failure;
  };
  using Batch = std::vector<Job*>;

  void Lead(std::unique_lock<std::mutex>& lock);
  void Commit(const Batch& batch);

  SessionPool& sessions_;
  std::mutex mutex_;
  std::condition_variable progressed_;
  std::deque<Job*> waiting_;
  bool led_ = false;  // some thread works for all
};

}  // namespace grafake::server
