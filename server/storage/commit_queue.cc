#include "server/storage/commit_queue.h"

#include <Poco/Exception.h>

#include "server/storage/sql.h"

namespace grafake::server {
namespace {

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
    } catch (const Poco::Exception&) {
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

// Runs one work of several in a transaction; its exception is its own.
std::exception_ptr RunInSavepoint(sql::Session& session, const CommitQueue::Work& work) {
  sql::Execute(session, "SAVEPOINT work");
  std::exception_ptr failure;
  bool keep = false;
  try {
    keep = work(session);
  } catch (...) {
    failure = std::current_exception();
  }
  if (!keep) sql::Execute(session, "ROLLBACK TO work");
  sql::Execute(session, "RELEASE work");
  return failure;
}

}  // namespace

void CommitQueue::Run(const Work& work) {
  const auto job = std::make_shared<Job>(work);
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(job);
    if (!led_) job->state = State::kLeads;
    led_ = true;
  }
  job->state.wait(State::kWaiting);
  if (job->state == State::kLeads) Lead();
  if (job->failure) std::rethrow_exception(job->failure);
}

void CommitQueue::Lead() {
  Batch batch;
  {
    const std::lock_guard lock(mutex_);
    batch.swap(waiting_);
  }
  try {
    Commit(batch);
  } catch (...) {
    // Nothing was kept, so nobody may believe that it was.
    for (const auto& job : batch) job->failure = std::current_exception();
  }
  std::shared_ptr<Job> next;
  {
    const std::lock_guard lock(mutex_);
    led_ = !waiting_.empty();
    if (led_) next = waiting_.front();
  }
  if (next) next->Become(State::kLeads);
  for (const auto& job : batch) job->Become(State::kDone);
}

void CommitQueue::Commit(const Batch& batch) {
  const SessionPool::Lease lease(sessions_);
  Transaction transaction(lease.session());
  if (batch.size() == 1) {
    if (batch.front()->work(lease.session())) transaction.Commit();
    return;
  }
  for (const auto& job : batch) job->failure = RunInSavepoint(lease.session(), job->work);
  transaction.Commit();
}

}  // namespace grafake::server
