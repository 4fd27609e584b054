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
  returned_.Wait(lock, [this]() REQUIRES(mutex_) { return !free_.empty() || all_.size() < most_; });
  if (free_.empty()) return all_.emplace_back(open_()).get();
  sql::Session* session = free_.back();
  free_.pop_back();
  return session;
}

void SessionPool::Return(sql::Session* session) {
  {
    const Lock lock(mutex_);
    if (session->connection().alive()) {
      free_.push_back(session);
    } else {
      std::erase_if(all_, [&](const auto& one) { return one.get() == session; });
    }
  }
  returned_.NotifyOne();
}

}  // namespace grafake::server
