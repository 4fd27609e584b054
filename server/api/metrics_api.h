#pragma once

#include <string>

#include "server/http/gateway.h"
#include "server/http/metrics.h"

namespace grafake::server {

// [metrics] enabled, basic_auth_username, basic_auth_password. A name or password alone protects nothing, as in
// Grafana.
struct MetricsSettings {
  bool enabled = true;
  std::string user;
  std::string password;
};

// GET /metrics, which asks for nothing but its own password.
void MountMetrics(Gateway& gateway, const MetricsSettings& settings, Metrics& metrics);

}  // namespace grafake::server
