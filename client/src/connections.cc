#include "src/connections.h"

#include <utility>

#include "src/connection.h"

namespace grafake {

Connections::Connections(const ClientOptions& options, const BaseUrl& base_url)
    : options_(options), text_(options, base_url) {}

Connections::~Connections() = default;

std::unique_ptr<Connection> Connections::Take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  return std::make_unique<Connection>(options_, text_);
}

void Connections::Keep(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < options_.most_idle_connections) idle_.push_back(std::move(connection));
}

}  // namespace grafake
