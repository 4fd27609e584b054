#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace grafake::bench {

// The yardstick: a plain Poco::Net::HTTPServer that answers every request with the same bytes as GET /api/org of
// Grafana, headers included, and does nothing else. It listens on loopback until it is destroyed.
class BareServer {
 public:
  explicit BareServer(int threads);
  ~BareServer();

  [[nodiscard]] std::uint16_t port() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace grafake::bench
