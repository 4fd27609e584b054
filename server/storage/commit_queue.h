#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "server/locks.h"
#include "server/storage/session_pool.h"

namespace grafake::server {

// Runs the writes of many threads, those that wait at the same time in one transaction. Thread-safe.
//
// The first to come leads: it does its own work and that of everybody who comes meanwhile, and commits it all at once;
// the others sleep until theirs is on disk, and only they and the next to lead are woken. Before the commit the leader
// waits for as many as were there the last time, but not when half of a commit's usual time is over: whoever was just
// answered comes back soon, and would have to wait for the next commit. So one writer alone never waits, and many share
// each commit instead of every second one (the rule of PostgreSQL's commit_delay and commit_siblings; it is here for
// the benchmark's row `creations`). When the changes of one are to be undone, all are, and each is done again in a
// transaction of its own: that is rare, and a savepoint for each would double what a write costs.
//
// Another program may hold the database's lock. A work waits for that as long as its patience lasts, from when it came,
// and is then refused for good. Once that lock is seen to be held for long, until it goes, only a few wait for it and
// whoever else comes is refused at once: threads that wait are missing elsewhere.
class CommitQueue {
 public:
  // Returns false, or throws, when its changes are to be undone. May be called twice.
  using Work = std::function<bool(sql::Session&)>;
  // Told why a work was not done.
  using Lost = std::function<void(const std::exception_ptr&)>;

  // When a work is done: on the disk, so that it outlives the machine; or committed, so that everybody sees it, and on
  // the disk with the next one that asks for that.
  enum class Until { kOnDisk, kCommitted };

  // Of one work: `patience` is for another program's lock.
  struct Terms {
    Until until = Until::kOnDisk;
    std::chrono::milliseconds patience{400};
  };

  struct Options {
    // Around each commit, by one thread at a time. What the first throws prevents the commit; what the second throws is
    // told to all whose work it holds. `wrote`: some row was changed.
    std::function<void()> before_commit = [] {};
    std::function<void(bool wrote)> after_commit = [](bool /*wrote*/) {};
  };

  // Takes its connection from the pool at every commit. In a pool that nothing else of this process writes with, SQLite
  // keeps its pages from one commit to the next. The connections must have synchronous=NORMAL.
  explicit CommitQueue(SessionPool& sessions) : CommitQueue(sessions, Options()) {}
  CommitQueue(SessionPool& sessions, Options options) : sessions_(sessions), options_(std::move(options)) {}

  // Returns when the work is done or undone; throws what the work threw, or a StorageFailure with what the commit said.
  void Run(const Work& work, Terms terms);

  // For readers that have something to note: does it at once when nobody writes, leaves it to the thread that writes
  // otherwise, and waits for nothing, neither a lock nor the disk. `lost` may be called by another thread.
  void RunAside(Work work, Lost lost);

  // While it is true no work waits for the disk. Not beside Run().
  void set_hasty(bool hasty) { hasty_ = hasty; }

  // Calls `work()`; what this thread has done meanwhile is one transaction, which is kept when it returns true. Then no
  // work in it may have been undone: that throws a StorageFailure. For a pool of one connection, and not beside Run().
  void RunAsOne(const std::function<bool()>& work);

  [[nodiscard]] std::uint64_t commits() const { return commits_; }
  [[nodiscard]] std::size_t waiting();  // works that no leader has taken yet

 private:
  using Clock = std::chrono::steady_clock;
  class Transaction;

  enum class Turn { kWaiting, kLeads, kDone };
  class Job {
   public:
    Job(const Work& w, Until u, Clock::time_point d) : work(w), until(u), deadline(d) {}
    Job(Work w, Lost l, Clock::time_point d)
        : own_work(std::move(w)), work(own_work), until(Until::kCommitted), deadline(d), lost(std::move(l)) {}
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;

    const Work own_work;  // of a job that no thread waits for
    const Work& work;
    const Until until;
    const Clock::time_point deadline;  // for the database's lock
    const Lost lost;
    std::exception_ptr failure;

    [[nodiscard]] bool IsAside() const { return lost != nullptr; }
    // Tells the thread that sleeps in AwaitTurn() what has become of its work.
    void Become(Turn next);
    [[nodiscard]] Turn AwaitTurn();

   private:
    // Of its own, so that only this one thread is woken. It sleeps at once: spinning would take the processor from
    // those who get the work done.
    Mutex mutex_;
    Condition changed_;
    Turn turn_ GUARDED_BY(mutex_) = Turn::kWaiting;
  };
  // Shared, since a job's thread may be gone before the notification has returned.
  using JobPtr = std::shared_ptr<Job>;
  using Batch = std::vector<JobPtr>;

  enum class Joined { kLeads, kWaits, kRefused };
  [[nodiscard]] Joined Join(const JobPtr& job);
  [[nodiscard]] std::size_t CountThreads() const REQUIRES(mutex_);  // that wait
  // Commits round after round, until every work that is left has a thread of its own that can lead.
  void Lead(JobPtr leader);
  [[nodiscard]] Batch CommitRound(const JobPtr& leader) REQUIRES(lead_);
  void CommitOnLivingSession(const JobPtr& leader, Batch& batch) REQUIRES(lead_);
  void CommitBatch(sql::Session& session, const JobPtr& leader, Batch& batch) REQUIRES(lead_);
  // Waits for another program's lock.
  void Begin(std::optional<Transaction>& transaction, sql::Session& session, const JobPtr& leader);
  void BeginLocked(const JobPtr& leader);
  // False when the transaction is to be undone.
  [[nodiscard]] bool RunTogether(sql::Session& session, const JobPtr& leader, Batch& batch) REQUIRES(lead_);
  void RunAlone(sql::Session& session, Job& job);
  void Commit(Transaction& transaction);
  void EndAsOne(bool kept);
  // Wakes whom it concerns; returns a job that has no thread to lead it.
  [[nodiscard]] JobPtr HandOn(const Batch& batch);

  void ChooseDurability(sql::Session& session, const JobPtr& leader) REQUIRES(lead_);
  [[nodiscard]] bool WantsDisk(const Batch& batch) const;
  [[nodiscard]] Batch TakeWaiting(const JobPtr& leader) REQUIRES(lead_);
  // Whose threads are too many to wait for another program's lock.
  [[nodiscard]] Batch TakeCrowd(const JobPtr& leader);
  // Those who have waited too long, or all; the leader in any case.
  [[nodiscard]] Batch TakeRefused(const JobPtr& leader, bool all);
  // Waits for more to come while it is worth it; false when nobody has.
  [[nodiscard]] bool TakeLatecomers(const JobPtr& leader, Batch& batch, Clock::time_point end) REQUIRES(lead_);

  SessionPool& sessions_;
  const Options options_;
  std::atomic<std::uint64_t> commits_ = 0;
  bool hasty_ = false;
  bool as_one_ = false;  // a transaction is open around each
  bool undone_ = false;  // one of those in it had changes that should have been undone

  Mutex mutex_;
  Batch waiting_ GUARDED_BY(mutex_);
  bool locked_ GUARDED_BY(mutex_) = false;             // by another program, for long
  bool has_leader_ GUARDED_BY(mutex_) = false;         // some thread has the lead: it works for all
  std::size_t expected_works_ GUARDED_BY(mutex_) = 1;  // in the next batch
  Condition joined_;                                   // somebody waits

  ThreadRole lead_;  // handed on under mutex_
  Clock::duration usual_commit_time_ GUARDED_BY(lead_){};
  bool on_disk_ GUARDED_BY(lead_) = false;  // the connection's commits wait for the disk
};

}  // namespace grafake::server
