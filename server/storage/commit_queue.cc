#include "server/storage/commit_queue.h"

#include <algorithm>
#include <string>
#include <utility>

#include "server/storage/sql.h"
#include "server/storage/storage_failure.h"

namespace grafake::server {
namespace {

// A shorter sleep takes longer than it says; commits in memory are that quick.
constexpr std::chrono::microseconds kShortestWait{50};

constexpr std::chrono::milliseconds kLong{150};  // for another program to hold the lock
constexpr std::size_t kMostWaitingLong = 4;

StorageFailure CrowdedOut() { return StorageFailure("database is locked, and others wait for it"); }

}  // namespace

// Undone at its end unless it was committed.
class CommitQueue::Transaction {
 public:
  // `queue` knows whether there is one around it: then it is that one's part.
  Transaction(CommitQueue& queue, sql::Session& session, Clock::time_point deadline)
      : queue_(queue), session_(session), before_(session.all_changed_rows()) {
    if (queue_.as_one_) return;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    session_.connection().SetPatience(std::max(left, std::chrono::milliseconds(0)));
    session_.connection().Begin();
    open_ = true;
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (queue_.as_one_ && !committed_ && HasChanges()) queue_.undone_ = true;
    if (open_) session_.connection().Rollback();
  }

  void Commit() {
    if (open_) session_.connection().Commit();
    open_ = false;
    committed_ = true;
  }

  [[nodiscard]] bool HasChanges() const { return session_.all_changed_rows() != before_; }

 private:
  CommitQueue& queue_;
  sql::Session& session_;
  bool open_ = false;
  bool committed_ = false;
  std::int64_t before_;
};

void CommitQueue::Job::Become(Turn next) {
  {
    const Lock lock(mutex_);
    turn_ = next;
  }
  changed_.NotifyOne();
}

CommitQueue::Turn CommitQueue::Job::AwaitTurn() {
  Lock lock(mutex_);
  changed_.Wait(lock, [this]() REQUIRES(mutex_) { return turn_ != Turn::kWaiting; });
  return turn_;
}

void CommitQueue::Run(const Work& work, Terms terms) {
  const auto job = std::make_shared<Job>(work, terms.until, Clock::now() + terms.patience);
  const auto joined = Join(job);
  if (joined == Joined::kRefused) throw CrowdedOut();
  const bool leads = joined == Joined::kLeads || job->AwaitTurn() == Turn::kLeads;
  if (leads) Lead(job);
  // Taken, so that this thread alone reads and ends it.
  if (std::exception_ptr failure = std::exchange(job->failure, nullptr)) std::rethrow_exception(std::move(failure));
}

void CommitQueue::RunAside(Work work, Lost lost) {
  const auto job = std::make_shared<Job>(std::move(work), std::move(lost), Clock::now());
  if (Join(job) == Joined::kLeads) Lead(job);
}

void CommitQueue::RunAsOne(const std::function<bool()>& work) {
  SessionPool::Lease(sessions_).session().connection().Begin();
  as_one_ = true;
  undone_ = false;
  bool kept = false;
  try {
    kept = work();
  } catch (...) {
    EndAsOne(false);
    throw;
  }
  EndAsOne(kept && !undone_);
  if (kept && undone_) throw StorageFailure("a part of it was refused");
}

void CommitQueue::EndAsOne(bool kept) {
  as_one_ = false;
  const SessionPool::Lease lease(sessions_);
  if (kept)
    lease.session().connection().Commit();
  else
    lease.session().connection().Rollback();
}

std::size_t CommitQueue::waiting() {
  const Lock lock(mutex_);
  return waiting_.size();
}

CommitQueue::Joined CommitQueue::Join(const JobPtr& job) {
  bool leads = false;
  {
    const Lock lock(mutex_);
    if (locked_ && !job->IsAside() && CountThreads() >= kMostWaitingLong) return Joined::kRefused;
    waiting_.push_back(job);
    leads = !has_leader_;
    has_leader_ = true;
  }
  if (!leads) joined_.NotifyOne();
  return leads ? Joined::kLeads : Joined::kWaits;
}

std::size_t CommitQueue::CountThreads() const {
  return static_cast<std::size_t>(std::ranges::count_if(waiting_, [](const JobPtr& job) { return !job->IsAside(); }));
}

void CommitQueue::Lead(JobPtr leader) {
  while (leader) {
    Batch batch;
    {
      const InThreadRole leading(lead_);
      batch = CommitRound(leader);
    }
    leader = HandOn(batch);
  }
}

CommitQueue::JobPtr CommitQueue::HandOn(const Batch& batch) {
  JobPtr next;
  {
    const Lock lock(mutex_);
    expected_works_ = batch.size() + waiting_.size();
    const auto with_thread = std::ranges::find_if(waiting_, [](const JobPtr& job) { return !job->IsAside(); });
    if (with_thread != waiting_.end()) {
      next = *with_thread;
    } else if (!waiting_.empty()) {
      next = waiting_.front();
    }
    has_leader_ = next != nullptr;
  }
  if (next && !next->IsAside()) std::exchange(next, nullptr)->Become(Turn::kLeads);
  for (const JobPtr& job : batch) {
    if (job->IsAside() && job->failure) job->lost(job->failure);
    job->Become(Turn::kDone);
  }
  return next;
}

CommitQueue::Batch CommitQueue::CommitRound(const JobPtr& leader) {
  Batch batch;
  bool busy = false;
  std::string reason;
  try {
    CommitOnLivingSession(leader, batch);
    return batch;
  } catch (const sql::SqlError& e) {
    busy = e.busy();
    reason = e.what();
  } catch (const std::exception& e) {
    reason = e.what();
  }
  // Nothing was kept, so nobody may believe that it was.
  if (batch.empty()) batch = TakeRefused(leader, !busy);
  for (const JobPtr& job : batch) job->failure = std::make_exception_ptr(StorageFailure(reason));
  return batch;
}

// A connection may have been lost while nobody used it, which shows before the first work: then with another one.
void CommitQueue::CommitOnLivingSession(const JobPtr& leader, Batch& batch) {
  for (bool again = true;; again = false) {
    const SessionPool::Lease lease(sessions_);
    try {
      ChooseDurability(lease.session(), leader);
      return CommitBatch(lease.session(), leader, batch);
    } catch (const sql::SqlError& e) {
      if (e.lost()) on_disk_ = false;  // of the next connection
      if (!e.lost() || !batch.empty() || !again) throw;
    }
  }
}

void CommitQueue::CommitBatch(sql::Session& session, const JobPtr& leader, Batch& batch) {
  {
    std::optional<Transaction> transaction;
    Begin(transaction, session, leader);
    const auto begin = Clock::now();
    batch = TakeWaiting(leader);
    if (RunTogether(session, leader, batch)) {
      Commit(*transaction);
      usual_commit_time_ = (3 * usual_commit_time_ + (Clock::now() - begin)) / 4;
      return;
    }
  }
  if (batch.size() == 1) return;
  for (const JobPtr& job : batch) RunAlone(session, *job);
}

void CommitQueue::Begin(std::optional<Transaction>& transaction, sql::Session& session, const JobPtr& leader) {
  const auto soon = Clock::now() + kLong;
  try {
    transaction.emplace(*this, session, std::min(leader->deadline, soon));
  } catch (const sql::SqlError& e) {
    if (!e.busy() || leader->deadline <= soon) throw;
    BeginLocked(leader);
    transaction.emplace(*this, session, leader->deadline);
  }
  const Lock lock(mutex_);
  locked_ = false;
}

void CommitQueue::BeginLocked(const JobPtr& leader) {
  for (const JobPtr& job : TakeCrowd(leader)) {
    job->failure = std::make_exception_ptr(CrowdedOut());
    job->Become(Turn::kDone);
  }
}

bool CommitQueue::RunTogether(sql::Session& session, const JobPtr& leader, Batch& batch) {
  const auto end = Clock::now() + usual_commit_time_ / 2;
  std::size_t done = 0;
  do {
    for (; done < batch.size(); ++done) {
      Job& job = *batch[done];
      const std::int64_t before = session.all_changed_rows();
      try {
        if (!job.work(session) && session.all_changed_rows() != before) return false;
      } catch (...) {
        job.failure = std::current_exception();
        return false;
      }
    }
  } while (TakeLatecomers(leader, batch, end));
  return true;
}

void CommitQueue::RunAlone(sql::Session& session, Job& job) {
  job.failure = nullptr;
  try {
    Transaction transaction(*this, session, job.deadline);
    if (job.work(session)) Commit(transaction);
  } catch (...) {
    job.failure = std::current_exception();
  }
}

void CommitQueue::Commit(Transaction& transaction) {
  const bool wrote = transaction.HasChanges();
  options_.before_commit();
  transaction.Commit();
  ++commits_;
  options_.after_commit(wrote);
}

bool CommitQueue::WantsDisk(const Batch& batch) const {
  return !hasty_ && std::ranges::any_of(batch, [](const JobPtr& job) { return job->until == Until::kOnDisk; });
}

void CommitQueue::ChooseDurability(sql::Session& session, const JobPtr& leader) {
  bool wanted = false;
  if (!leader->IsAside()) {
    const Lock lock(mutex_);
    wanted = WantsDisk(waiting_);
  }
  if (wanted == on_disk_ || as_one_) return;
  session.connection().SetDurability(wanted ? sql::Durability::kOnDisk : sql::Durability::kCommitted);
  on_disk_ = wanted;
}

// A reader that leads takes only what waits for nothing, either.
CommitQueue::Batch CommitQueue::TakeWaiting(const JobPtr& leader) {
  const Lock lock(mutex_);
  Batch taken;
  const bool all = !leader->IsAside() && (on_disk_ || !WantsDisk(waiting_));
  std::erase_if(waiting_, [&](const JobPtr& job) {
    const bool takes = all || job->IsAside() || job == leader;
    if (takes) taken.push_back(job);
    return takes;
  });
  return taken;
}

CommitQueue::Batch CommitQueue::TakeCrowd(const JobPtr& leader) {
  const Lock lock(mutex_);
  locked_ = true;
  Batch taken;
  std::size_t staying = 1;  // the leader
  std::erase_if(waiting_, [&](const JobPtr& job) {
    const bool takes = job != leader && !job->IsAside() && ++staying > kMostWaitingLong;
    if (takes) taken.push_back(job);
    return takes;
  });
  return taken;
}

CommitQueue::Batch CommitQueue::TakeRefused(const JobPtr& leader, bool all) {
  const auto now = Clock::now();
  const Lock lock(mutex_);
  Batch taken;
  std::erase_if(waiting_, [&](const JobPtr& job) {
    const bool takes = all || job == leader || job->deadline <= now;
    if (takes) taken.push_back(job);
    return takes;
  });
  return taken;
}

bool CommitQueue::TakeLatecomers(const JobPtr& leader, Batch& batch, Clock::time_point end) {
  if (leader->IsAside()) return false;
  {
    Lock lock(mutex_);
    const bool worth_waiting = batch.size() < expected_works_ && usual_commit_time_ / 2 >= kShortestWait;
    if (worth_waiting) joined_.WaitUntil(lock, end, [this]() REQUIRES(mutex_) { return !waiting_.empty(); });
    if (WantsDisk(waiting_) && !on_disk_) return false;
  }
  const Batch more = TakeWaiting(leader);
  batch.insert(batch.end(), more.begin(), more.end());
  return !more.empty();
}

}  // namespace grafake::server
