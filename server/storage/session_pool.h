#pragma once

#include <Poco/Data/Session.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace grafake::server {

// Connections that threads borrow one at a time; opened when they are first needed. Thread-safe.
class SessionPool {
 public:
  using Open = std::function<Poco::Data::Session()>;

  SessionPool(std::size_t most, Open open) : most_(most), open_(std::move(open)) {}

  // Borrows a connection for its own life, waiting for one if need be.
  class Lease {
   public:
    explicit Lease(SessionPool& pool) : pool_(pool), session_(pool.Take()) {}
    ~Lease() { pool_.Return(session_); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    [[nodiscard]] Poco::Data::Session& session() const { return *session_; }

   private:
    SessionPool& pool_;
    Poco::Data::Session* session_;
  };

 private:
  [[nodiscard]] Poco::Data::Session* Take();
  void Return(Poco::Data::Session* session);

  std::size_t most_;
  Open open_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Poco::Data::Session>> all_;
  std::vector<Poco::Data::Session*> free_;
};

}  // namespace grafake::server
