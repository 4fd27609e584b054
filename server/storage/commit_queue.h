#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "server/storage/session_pool.h"

namespace grafake::server {

// Runs the writes of many threads, those that wait at the same time in one transaction. Thread-safe.
//
// The first to come does its own work and that of everybody who comes meanwhile, and commits it all at once; the others
// sleep until theirs is on disk, and only they and the next to lead are woken. Before the commit it waits for as many
// as were there the last time, but not when half of a commit's usual time is over: whoever was just answered comes back
// soon, and would have to wait for the next commit. So one writer alone never waits, and many share each commit instead
// of every second one (the rule of PostgreSQL's commit_delay and commit_siblings). When the changes of one are to be
// undone, all are, and each is done again in a transaction of its own: that is rare, and a savepoint for each would
// double what a write costs.
class CommitQueue {
 public:
  // Returns false, or throws, when its changes are to be undone. May be called twice.
  using Work = std::function<bool(sql::Session&)>;

  // When a work is done: on the disk, so that it outlives the machine; or committed, so that everybody sees it, and on
  // the disk with the next one that asks for that.
  enum class Until { kOnDisk, kCommitted };

  // Takes its connection from the pool at every commit. One that nobody else writes with keeps what it has cached; it
  // must have synchronous=NORMAL.
  explicit CommitQueue(SessionPool& sessions) : sessions_(sessions) {}

  // Returns when the work is done or undone; throws what the work or the commit threw.
  void Run(const Work& work, Until until = Until::kOnDisk);

  // While it is true no work waits for the disk. Not beside Run().
  void set_hasty(bool hasty) { hasty_ = hasty; }

 private:
  using Clock = std::chrono::steady_clock;

  // Waiting, until another thread has done its work or hands it the lead.
  enum class State { kWaiting, kLeads, kDone };
  class Job {
   public:
    Job(const Work& w, Until u) : work(w), until(u) {}
    const Work& work;
    const Until until;
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
  // Takes those that wait, and those that join them, into `batch`.
  void Commit(Batch& batch);
  void WaitFor(sql::Session& session, const Batch& batch);
  [[nodiscard]] bool WantsDisk(const Batch& batch) const;
  // False, and nothing has happened, when they cannot share a transaction.
  [[nodiscard]] bool CommitTogether(sql::Session& session, Batch& batch);
  // False when nobody joins until then.
  [[nodiscard]] bool Joined(Batch& batch, Clock::time_point end);

  SessionPool& sessions_;
  std::mutex mutex_;
  Batch waiting_;
  std::condition_variable joined_;  // somebody waits
  std::size_t expected_ = 1;
  Clock::duration usual_{};  // of a commit
  bool led_ = false;         // some thread works for all
  bool hasty_ = false;
  bool syncs_ = false;  // the connection's commits wait for the disk; the leader's
};

}  // namespace grafake::server
