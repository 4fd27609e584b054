#pragma once

#include <condition_variable>
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
// the others sleep until theirs is on disk, and only they and the next to lead are woken. When the changes of one are
// to be undone, all are, and each is done again in a transaction of its own: that is rare, and a savepoint for each
// would double what a write costs.
class CommitQueue {
 public:
  // Returns false, or throws, when its changes are to be undone. May be called twice.
  using Work = std::function<bool(sql::Session&)>;

  // Takes its connection from the pool at every commit. One that nobody else writes with keeps what it has cached.
  explicit CommitQueue(SessionPool& sessions) : sessions_(sessions) {}

  // Returns when the work is committed or undone; throws what the work or the commit threw.
  void Run(const Work& work);

 private:
  // Waiting, until another thread has done its work or hands it the lead.
  enum class State { kWaiting, kLeads, kDone };
  class Job {
   public:
    explicit Job(const Work& w) : work(w) {}
    const Work& work;
    std::exception_ptr failure;

    // Tells the thread that sleeps in AwaitTurn() what has become of its work.
    void Become(State next);
    [[nodiscard]] State AwaitTurn();

   private:
    // Of its own, so that only this one thread is woken. It sleeps at once: spinning would take the processor from
    // those who get the work done.
    std::mutex mutex_;
    std::condition_variable changed_;
    State state_ = State::kWaiting;
  };
  // Shared, since a job's thread may be gone before the notification has returned.
  using Batch = std::vector<std::shared_ptr<Job>>;

  void Lead();
  void Commit(const Batch& batch);
  // False, and nothing has happened, when they cannot share a transaction.
  [[nodiscard]] static bool CommitTogether(sql::Session& session, const Batch& batch);

  SessionPool& sessions_;
  std::mutex mutex_;
  Batch waiting_;
  bool led_ = false;  // some thread works for all
};

}  // namespace grafake::server
