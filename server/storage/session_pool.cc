#include "server/storage/session_pool.h"

#include <utility>

#include "server/storage/sql/session.h"

namespace grafake::server {

SessionPool::SessionPool(std::size_t most, Open open) : most_(most), open_(std::move(open)) {}

SessionPool::~SessionPool() = default;

sql::Session* SessionPool::Take() {
  Lock lock(mutex_);
  if (free_.empty() && all_.size() < most_) {
    return all_.emplace_back(open_()).get();
  }
  returned_.Wait(lock, [this]() REQUIRES(mutex_) { return !free_.empty(); });
  sql::Session* session = free_.back();
  free_.pop_back();
  return session;
}

void SessionPool::Return(sql::Session* session) {
  {
    const Lock lock(mutex_);
    free_.push_back(session);
  }
  returned_.NotifyOne();
}

}  // namespace grafake::server
