#pragma once

#include <Poco/Data/Session.h>

#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

namespace grafake::server {

// The database cannot be opened: the sentence names the file and what to do.
class DatabaseError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The one SQLite database of an Instance, with Grafana's own tables.
//
// Thread-safe: one connection behind one lock, so that simultaneous writers wait for each other where Grafana answers
// "database is locked". What must happen at once is one call of Write.
class Database {
 public:
  // Opens or creates `file` and brings its tables up to date; an empty path keeps everything in memory.
  // A file belongs to one process: the second one gets a DatabaseError.
  explicit Database(const std::filesystem::path& file);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Calls `work(session)` in one transaction and returns its Result: committed when it holds a value, undone when it
  // holds an error or `work` throws. So a refused request changes nothing.
  template <class Work>
  auto Write(Work&& work) {
    const std::lock_guard lock(mutex_);
    Transaction transaction(session_);
    auto result = std::forward<Work>(work)(session_);
    if (result) transaction.Commit();
    return result;
  }

  // Calls `work(session)` to read.
  template <class Work>
  auto Read(Work&& work) {
    const std::lock_guard lock(mutex_);
    return std::forward<Work>(work)(session_);
  }

  // False when the database no longer answers; what /api/health shows.
  [[nodiscard]] bool Healthy();

 private:
  class Transaction {
   public:
    explicit Transaction(Poco::Data::Session& session);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void Commit();

   private:
    Poco::Data::Session& session_;
    bool open_ = true;
  };

  int lock_file_ = -1;  // Held with flock() for the life of the process; -1 in memory.
  std::mutex mutex_;
  Poco::Data::Session session_;
};

}  // namespace grafake::server
