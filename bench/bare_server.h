#pragma once

#include <memory>

#include "bench/target_url.h"
#include "bench/workload.h"

namespace grafake::bench {

// The yardstick: a plain Poco::Net::HTTPServer that answers every request with the same bytes as GET /api/org of
// Grafana, headers included, and does nothing else. It listens on loopback until it is destroyed.
class BareServer {
 public:
  explicit BareServer(int threads);
  ~BareServer();

  [[nodiscard]] TargetUrl target() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// GET /api/org with a token on that server.
[[nodiscard]] Workload BareWorkload(const BareServer& server);

}  // namespace grafake::bench
