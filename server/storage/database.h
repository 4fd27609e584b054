#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "server/storage/change_watch.h"
#include "server/storage/changes.h"
#include "server/storage/commit_queue.h"
#include "server/storage/complaints.h"
#include "server/storage/database_error.h"
#include "server/storage/database_files.h"
#include "server/storage/database_image.h"
#include "server/storage/file_terms.h"
#include "server/storage/session_pool.h"
#include "server/storage/sql/postgres_session.h"

namespace grafake::server {

// The one database of an Instance, with Grafana's own tables: of SQLite, or a PostgreSQL's.
//
// Thread-safe. Writers wait for each other where Grafana answers "database is locked"; those that wait together are
// committed together, so that they share the one slow part, the disk's word. Readers of a file see the last commit and
// wait for nobody. What must happen at once is one call of Write. Other programs may look at the file and change it
// while it is open: nothing that was acknowledged is lost by that, and NoticeChangesByOthers() tells.
//
// Reading and writing throw StorageFailure when the file or another program's lock does not let them.
class Database {
 public:
  // Opens or creates `file` and brings its tables up to date; an empty path keeps everything in memory.
  // A file belongs to one grafake: the second one gets a DatabaseError, and so does a file that is something else, of
  // which not a byte is changed. `complain` hears what goes wrong with writing, and may be called by any thread. In
  // memory it begins as a copy of `image`, if there is one. By `terms` a file comes to belong to a release, and one
  // that belongs to a later one gets a DatabaseError, unchanged.
  explicit Database(const std::filesystem::path& file, Complaints::Say complain = {},
                    const DatabaseImage* image = nullptr, const FileTerms& terms = {});
  // That of a server, which belongs to one grafake, too. Throws DatabaseError.
  explicit Database(const sql::PostgresSettings& server, Complaints::Say complain = {}, const FileTerms& terms = {});
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

  // Calls `work()`, which returns a result that is true when all that it has written is to be kept, at once; else
  // nothing of it is. Much quicker than one after the other. For a database in memory, and not beside others: the
  // listener has heard of each write by then, and hears of no undoing.
  template <class Work>
  auto AsOne(Work&& work) {
    std::optional<std::invoke_result_t<Work&>> result;
    writer_.RunAsOne([&] { return static_cast<bool>(result.emplace(work())); });
    return *std::move(result);
  }

  using Listener = std::function<void(const Changes&)>;
  // `listener` hears what each write has changed: after its commit, before Write() returns, from the thread that asked
  // for it. It lives as long as anybody writes. Call before other threads use the database.
  void TellChangesTo(Listener listener) { listener_ = std::move(listener); }

  // Calls `work(session)`, which returns a Result<Written<T>>: a value and what was changed, or why not. Returns the
  // Result<T> when it is on disk: kept when it holds a value, undone when it holds an error or `work` throws. So a
  // refused request changes nothing. May be called by any thread's hand, and twice. What the next request would write
  // again need not be on disk.
  template <class Work>
  auto Write(Work&& work, CommitQueue::Terms terms = {}) {
    using Outcome = std::invoke_result_t<Work&, sql::Session&>;
    static_assert(kSaysWhatItChanges<Outcome>,
                  "a write says what it changes: Written(value, Changes or NothingKept())");
    std::optional<Ran<Outcome>> ran;
    const auto tell = [&] {
      if (ran && ran->outcome) Tell(ran->outcome->changes);
    };
    try {
      Run(
          [&](sql::Session& session) {
            ran.emplace(work, session);
            return ran->outcome.has_value();
          },
          terms);
    } catch (...) {
      tell();  // it may have been committed all the same
      throw;
    }
    tell();
    return std::move(ran->outcome).map([](auto written) { return std::move(written.value); });
  }

  // Has `work(session)`, which returns NothingKept, done by whoever writes next, or now when nobody does; the caller
  // waits for no lock and no disk. For what a reader has to note. `lost` is called when it cannot be done.
  template <class Work, class Lost>
  void WriteAside(Work work, Lost lost) {
    static_assert(std::is_same_v<std::invoke_result_t<Work&, sql::Session&>, NothingKept>,
                  "nobody waits to tell what is changed aside, so it may be nothing that is kept");
    writer_.RunAside(
        [work = std::move(work)](sql::Session& session) {
          work(session);
          return true;
        },
        [this, lost = std::move(lost)](const std::exception_ptr& failure) {
          Complain(failure);
          lost();
        });
  }

  // Calls `work(session)` to read, and returns what it returns; once more with another connection when one is lost.
  template <class Work>
  auto Read(Work&& work) {
    for (std::size_t lost = 0;; ++lost) {
      const SessionPool::Lease lease(read_from_);
      try {
        return work(lease.session());
      } catch (const sql::SqlError& e) {
        if (!e.lost() || lost == kMostLost) throw;
      }
    }
  }

  // A copy of what has been committed. Not of a server's: StorageFailure.
  [[nodiscard]] DatabaseImage Image() {
    if (place_ == Place::kServer) throw StorageFailure("a database of PostgreSQL is not copied");
    return Read([](sql::Session& session) { return DatabaseImage(session); });
  }

  // Tells the listener when another program has changed the file since the last call.
  void NoticeChangesByOthers() {
    changes_.WhenChanged([this] { Tell(Changes(Changes::Kind::kEverything)); });
  }

  // False when the database no longer answers, or its files are gone; what /api/health shows. Waits for nobody.
  [[nodiscard]] bool Healthy();

 private:
  // What a work has come to, made in its place: of one that is moved there, GCC 12 takes the one alternative for the
  // other, and warns of a deletion that is none (free-nonheap-object).
  template <class Outcome>
  struct Ran {
    template <class Work>
    Ran(Work& work, sql::Session& session) : outcome(work(session)) {}

    Outcome outcome;
  };

  enum class Place { kMemory, kFile, kServer };

  static constexpr std::size_t kReaders = 4;
  static constexpr std::size_t kMostLost = kReaders;  // all that are open may be

  Database(Place place, const std::filesystem::path& file, SessionPool::Open open_writer, SessionPool::Open open_reader,
           Complaints::Say complain);
  void Run(const CommitQueue::Work& work, CommitQueue::Terms terms);
  void Tell(const Changes& changes) const;
  void RescueLog();
  void Complain(const std::exception_ptr& failure);
  [[nodiscard]] CommitQueue::Options QueueOptions();

  const Place place_;
  Complaints complaints_;
  DatabaseFiles files_;
  ChangeWatch changes_;
  Listener listener_;
  std::atomic<bool> rescued_ = false;
  SessionPool writing_;     // one connection, whose cached pages no other writer makes stale
  SessionPool reading_;     // of a file
  SessionPool& read_from_;  // In memory there is only the first, for a second one would see another database.
  CommitQueue writer_;
};

}  // namespace grafake::server
