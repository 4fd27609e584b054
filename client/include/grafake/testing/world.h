#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "grafake/testing/server.h"

namespace grafake::for_tests {

/// What a World begins with.
struct WorldOptions {
  std::string release{};  ///< of Grafana to be, "12.4"; empty: the server's
  std::map<std::string, std::map<std::string, std::string>> settings{};  ///< of the ini file, by section and key
  std::string seed{};   ///< who is there, in YAML or JSON: "service_accounts: [{name: robot, role: Editor}]"
  std::string clock{};  ///< "2026-03-01T09:00:00Z", where it stands still; empty: it goes with the system's
  std::optional<std::uint64_t> deterministic{};  ///< ids and secrets are the same in every run with this number
  ClientOptions client{};                        ///< of admin() and As(), which fill in URL and credentials
};

/// The server said no to what a test wanted of it; what() has its words.
class ControlFailed : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A Grafana of its own in a Server that many tests share: state, clock, faults and journal. It costs a tenth of a
/// server's start. The texts that go in and out are those of test control (server/control/README.md), in YAML or JSON.
/// Ends with the object, which must not outlive the server. Not for servers with ServerOptions::ini (`settings` here
/// say the same), TLS or a unix socket. Thread-safe.
class World {
 public:
  /// Throws ControlFailed.
  explicit World(const Server& server, const WorldOptions& options = {});
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// "http://127.0.0.1:PORT/"
  [[nodiscard]] const std::string& url() const;
  /// A client of the Grafana admin.
  [[nodiscard]] const Client& admin() const;
  /// A client for this world with other credentials.
  [[nodiscard]] Client As(Credentials credentials) const;
  /// What the seed has made, in JSON; empty without one.
  [[nodiscard]] const std::string& seeded() const;

  /// The token of a new service account with that role: "Viewer", "Editor", "Admin". `expires`, "1h" or a time, may be
  /// empty.
  [[nodiscard]] AccessToken Token(const std::string& role, const std::string& expires = "");
  /// Moves the clock by "30d", "-1h30m", "250ms".
  void AdvanceClock(const std::string& span);
  /// Lets the clock stand still.
  void FreezeClock(const std::string& time);
  /// "{when: {method: POST, route: /api/teams}, times: 1, do: {apply: once, then: drop}}"
  void AddFault(const std::string& fault);
  /// Throws ControlFailed with those that were not used up.
  void VerifyFaults();
  /// What decided the last refusal; empty: there was none.
  [[nodiscard]] std::string Why() const;
  /// A line for each of the last requests that were refused, with what decided it.
  [[nodiscard]] std::vector<std::string> Refused() const;
  /// The same for a test that has failed, which may have ended world or server: does not throw ControlFailed, but has a
  /// line that says why nobody can tell.
  [[nodiscard]] std::vector<std::string> RefusedOrWhyNot() const;
  /// Whatever else there is below the world's control: Control("POST", "/snapshots/before"). Returns the answer's body.
  std::string Control(const std::string& method, const std::string& path, const std::string& body = "") const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace grafake::for_tests
