#pragma once

#include <set>
#include <string>

#include "grafake/client.h"

namespace grafake {

/// How the server is.
struct Health {
  std::string version = {};   ///< "9.0.9"; empty where the server hides it
  std::string commit = {};    ///< empty where the server hides it
  std::string database = {};  ///< "ok"
};

/// What the server tells of itself. Thread-safe.
class GRAFAKE_EXPORT ServerInfo {
 public:
  /// Asks with this client.
  explicit ServerInfo(const Client& client) : transport_(client.transport()) {}

  /// GET /api/health; needs no credentials. With a failing database it is kRefused with 503.
  [[nodiscard]] Result<Health> GetHealth(const CallOptions& options = {}) const;
  /// GET /api/frontend/settings: the names of the feature toggles that are on.
  [[nodiscard]] Result<std::set<std::string>> FeatureToggles(const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
