#pragma once

#include <functional>
#include <string>

#include "server/http/gateway.h"

namespace grafake::server {

// What /api/health says of the build.
struct HealthSettings {
  std::string version;
  std::string commit = "NA";
  bool hide_version = false;  // [auth.anonymous] hide_version
  bool state_first = false;   // the state of the database stands first, the commit last
};

// /api/health, /healthz and /robots.txt, which ask nobody for credentials. `healthy` is called on every /api/health.
void MountHealth(Gateway& gateway, const HealthSettings& settings, std::function<bool()> healthy);

// /livez and /readyz, as Kubernetes has them, for those who have signed in.
void MountKubernetesHealth(Router& router);

}  // namespace grafake::server
