#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <utility>

#include "server/storage/commit_queue.h"
#include "server/storage/session_pool.h"

namespace grafake::server {

// The database cannot be opened: the sentence names the file and what to do.
class DatabaseError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The file is there, but it is something else: the text is its name.
class NotADatabase : public DatabaseError {
  using DatabaseError::DatabaseError;
};

// The one SQLite database of an Instance, with Grafana's own tables.
//
// Thread-safe. Writers wait for each other where Grafana answers "database is locked"; those that wait together are
// committed together, so that they share the one slow part, the disk's word. Readers of a file see the last commit and
// wait for nobody. What must happen at once is one call of Write.
class Database {
 public:
  // Opens or creates `file` and brings its tables up to date; an empty path keeps everything in memory.
  // A file belongs to one process: the second one gets a DatabaseError.
  explicit Database(const std::filesystem::path& file);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Calls `work()` and returns its result. What it commits may be lost with the machine's power until the first commit
  // after it: for what a start puts into a new database, since the next start would put it there again. Not beside
  // other writers.
  template <class Work>
  auto Prepare(Work&& work) {
    writer_.set_hasty(true);
    auto result = std::forward<Work>(work)();
    writer_.set_hasty(false);
    return result;
  }

  // Calls `work(session)`, which returns a Result, and returns it when it is on disk: kept when it holds a value,
  // undone when it holds an error or `work` throws. So a refused request changes nothing. May be called by any thread's
  // hand, and twice. What the next request would write again need not be on disk: kCommitted.
  template <class Work>
  auto Write(Work&& work, CommitQueue::Until until = CommitQueue::Until::kOnDisk) {
    std::optional<decltype(work(std::declval<sql::Session&>()))> result;
    writer_.Run(
        [&](sql::Session& session) {
          result.emplace(work(session));
          return result->has_value();
        },
        until);
    return *std::move(result);
  }

  // Calls `work(session)` to read, and returns what it returns.
  template <class Work>
  auto Read(Work&& work) {
    const SessionPool::Lease lease(read_from_);
    return std::forward<Work>(work)(lease.session());
  }

  // False when the database no longer answers; what /api/health shows.
  [[nodiscard]] bool Healthy();

 private:
  void Forget();

  int lock_file_ = -1;      // Held with flock() for the life of the process; -1 in memory.
  SessionPool writing_;     // one connection, whose cached pages no other writer makes stale
  SessionPool reading_;     // of a file
  SessionPool& read_from_;  // In memory there is only the first, for a second one would see another database.
  CommitQueue writer_;
};

}  // namespace grafake::server
