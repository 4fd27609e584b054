#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "src/base_url.h"
#include "src/request_text.h"

namespace grafake {

class Connection;

// The connections that no call uses at the moment. Thread-safe.
class Connections {
 public:
  Connections(const ClientOptions& options, const BaseUrl& base_url);
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  // The one used last, which is the most likely to be alive, or a new one.
  [[nodiscard]] std::unique_ptr<Connection> Take();
  void Keep(std::unique_ptr<Connection> connection) noexcept;

 private:
  const ClientOptions& options_;
  RequestText text_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace grafake
