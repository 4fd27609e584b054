#include "server/storage/commit_queue.h"

#include <algorithm>
#include <utility>

#include "server/storage/sql.h"

namespace grafake::server {
namespace {

// A shorter sleep takes longer than it says; commits in memory are that quick.
constexpr std::chrono::microseconds kShortestWait{50};

// Undoes a transaction unless it was committed.
class Transaction {
 public:
  explicit Transaction(sql::Session& session) : session_(session) { sql::Execute(session_, "BEGIN IMMEDIATE"); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (!open_) return;
    try {
      sql::Execute(session_, "ROLLBACK");
    } catch (const sql::SqlError&) {
      // SQLite has undone the transaction by itself.
    }
  }

  void Commit() {
    sql::Execute(session_, "COMMIT");
    open_ = false;
  }

 private:
  sql::Session& session_;
  bool open_ = true;
};

// Runs one work of several in a transaction. False when it leaves behind what is to be undone, or may do so.
bool RunAmongOthers(sql::Session& session, const CommitQueue::Work& work) {
  const std::int64_t before = session.all_changed_rows();
  try {
    return work(session) || session.all_changed_rows() == before;
  } catch (...) {
    return false;
  }
}

void CommitAlone(sql::Session& session, const CommitQueue::Work& work) {
  Transaction transaction(session);
  if (work(session)) transaction.Commit();
}

}  // namespace

void CommitQueue::Job::Become(State next) {
  {
    const std::lock_guard lock(mutex_);
    state_ = next;
  }
  changed_.notify_one();
}

CommitQueue::State CommitQueue::Job::AwaitTurn() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return state_ != State::kWaiting; });
  return state_;
}

void CommitQueue::Run(const Work& work, Until until) {
  const auto job = std::make_shared<Job>(work, until);
  bool leads = false;
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(job);
    leads = !std::exchange(led_, true);
  }
  if (!leads) joined_.notify_one();
  if (leads || job->AwaitTurn() == State::kLeads) Lead();
  if (job->failure) std::rethrow_exception(job->failure);
}

void CommitQueue::Lead() {
  Batch batch;
  const auto begin = Clock::now();
  try {
    Commit(batch);
  } catch (...) {
    // Nothing was kept, so nobody may believe that it was.
    for (const auto& job : batch) job->failure = std::current_exception();
  }
  std::shared_ptr<Job> next;
  {
    const std::lock_guard lock(mutex_);
    usual_ = (3 * usual_ + (Clock::now() - begin)) / 4;
    expected_ = batch.size() + waiting_.size();
    led_ = !waiting_.empty();
    if (led_) next = waiting_.front();
  }
  if (next) next->Become(State::kLeads);
  for (const auto& job : batch) job->Become(State::kDone);
}

bool CommitQueue::CommitTogether(sql::Session& session, Batch& batch) {
  Transaction transaction(session);
  const auto end = Clock::now() + usual_ / 2;
  for (std::size_t i = 0; i < batch.size() || Joined(batch, end); ++i) {
    if (!RunAmongOthers(session, batch[i]->work)) return false;
  }
  transaction.Commit();
  return true;
}

bool CommitQueue::Joined(Batch& batch, Clock::time_point end) {
  std::unique_lock lock(mutex_);
  if (batch.size() < expected_ && usual_ / 2 >= kShortestWait) {
    joined_.wait_until(lock, end, [this] { return !waiting_.empty(); });
  }
  if (WantsDisk(waiting_) && !syncs_) return false;
  batch.insert(batch.end(), waiting_.begin(), waiting_.end());
  return !std::exchange(waiting_, {}).empty();
}

bool CommitQueue::WantsDisk(const Batch& batch) const {
  return !hasty_ && std::ranges::any_of(batch, [](const auto& job) { return job->until == Until::kOnDisk; });
}

// FULL is the only setting with which a commit survives the loss of power.
void CommitQueue::WaitFor(sql::Session& session, const Batch& batch) {
  const bool syncs = WantsDisk(batch);
  if (syncs == syncs_) return;
  sql::Execute(session, syncs ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
  syncs_ = syncs;
}

void CommitQueue::Commit(Batch& batch) {
  bool alone = false;
  {
    const std::lock_guard lock(mutex_);
    batch = std::exchange(waiting_, {});
    alone = batch.size() == 1 && expected_ <= 1;
  }
  const SessionPool::Lease lease(sessions_);
  WaitFor(lease.session(), batch);
  if (!alone && CommitTogether(lease.session(), batch)) return;
  for (const auto& job : batch) {
    try {
      CommitAlone(lease.session(), job->work);
    } catch (...) {
      job->failure = std::current_exception();
    }
  }
}

}  // namespace grafake::server
