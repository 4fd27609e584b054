#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "grafake/credentials.h"
#include "grafake/export.h"
#include "grafake/result.h"
#include "grafake/retry.h"
#include "grafake/tls.h"

namespace grafake {

class Transport;

/// Which Grafana, as whom, and how.
struct ClientOptions {
  std::string url = "http://127.0.0.1:3000/";  ///< http or https, with the sub-path if Grafana has one
  Credentials credentials = NoCredentials();   ///< who calls
  std::chrono::milliseconds timeout{30'000};   ///< of a whole call, its retries and reading the answer included
  std::int64_t org_id = 0;                     ///< sent as X-Grafana-Org-Id; 0: the caller's current org
  std::string user_agent = {};                 ///< comes before "grafake-client/VERSION"
  std::string unix_socket = {};                ///< connects to this path instead of the URL's host
  std::string proxy = {};  ///< "http://host:port", "socks5h://host:port"; empty: none, whatever the environment says
  Tls tls = {};            ///< for https
  RetryPolicy retry = {};  ///< when a call is tried again
  /// Bytes of an answer's body, unpacked; more is kUnreadable. So is a head of more than 64 KiB, a body of more than 2
  /// million JSON values or nested deeper than 32, and more than 16 interim answers (1xx).
  std::size_t largest_body = 64U << 20U;
  std::size_t most_idle_connections = 64;  ///< kept for later calls
  Timing timing = {};                      ///< for tests
};

/// What one call does differently.
struct CallOptions {
  std::optional<std::chrono::milliseconds> timeout = {};  ///< of this call; unset: the client's
  std::optional<std::chrono::steady_clock::time_point> deadline =
      {};                                   ///< of a job of several calls; the earlier end counts
  std::stop_token stop = {};                ///< ends the call at once when it is stopped
  std::optional<std::int64_t> org_id = {};  ///< X-Grafana-Org-Id of this call
};

/// Talks to one Grafana, real or fake, 8.5 to 12.4. The calls are members of one class a resource, each made from a
/// client: ServiceAccounts, Tokens, ApiKeys, CurrentUser, CurrentOrg, Users, Orgs, Teams, Permissions, ServerInfo.
///
/// A handle: copies share connections and options, and the resources keep them alive. Thread-safe: one client serves
/// any number of threads. Every call blocks until it has a result or its time is up. Nothing throws, except that memory
/// may run out in a constructor.
class GRAFAKE_EXPORT Client {
 public:
  /// Connects nowhere yet. Options that cannot work are reported by every call as kMisused.
  explicit Client(ClientOptions options);

  /// The library's own; shared by the resources.
  [[nodiscard]] const std::shared_ptr<Transport>& transport() const { return transport_; }

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
