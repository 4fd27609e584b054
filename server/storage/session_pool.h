#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "server/locks.h"

namespace grafake::server {

namespace sql {
class Session;
}

// Connections that threads borrow one at a time; opened when they are first needed, and anew in the place of lost ones.
// Thread-safe.
class SessionPool {
 public:
  using Open = std::function<std::unique_ptr<sql::Session>()>;

  SessionPool(std::size_t most, Open open);
  ~SessionPool();
  SessionPool(const SessionPool&) = delete;
  SessionPool& operator=(const SessionPool&) = delete;

  // Borrows a connection for its own life, waiting for one if need be.
  class Lease {
   public:
    explicit Lease(SessionPool& pool) : pool_(pool), session_(pool.Take()) {}
    ~Lease() { pool_.Return(session_); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    [[nodiscard]] sql::Session& session() const { return *session_; }

   private:
    SessionPool& pool_;
    sql::Session* session_;
  };

 private:
  [[nodiscard]] sql::Session* Take();
  void Return(sql::Session* session);

  std::size_t most_;
  Open open_;
  Mutex mutex_;
  Condition returned_;
  std::vector<std::unique_ptr<sql::Session>> all_ GUARDED_BY(mutex_);
  std::vector<sql::Session*> free_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
