#include "server/storage/session_pool.h"

namespace grafake::server {

Poco::Data::Session* SessionPool::Take() {
  std::unique_lock lock(mutex_);
  if (free_.empty() && all_.size() < most_) {
    return all_.emplace_back(std::make_unique<Poco::Data::Session>(open_())).get();
  }
  returned_.wait(lock, [this] { return !free_.empty(); });
  Poco::Data::Session* session = free_.back();
  free_.pop_back();
  return session;
}

void SessionPool::Return(Poco::Data::Session* session) {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(session);
  }
  returned_.notify_one();
}

}  // namespace grafake::server
