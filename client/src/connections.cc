#include "src/connections.h"

#include <exception>
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

// An answer that is there is not lost because there is no memory to keep its connection.
void Connections::Keep(std::unique_ptr<Connection> connection) noexcept try {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < options_.most_idle_connections) idle_.push_back(std::move(connection));
} catch (const std::exception&) {
}

}  // namespace grafake
