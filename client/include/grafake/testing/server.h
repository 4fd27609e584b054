#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "grafake/client.h"

#ifndef GRAFAKE_SERVER_PROGRAM
/// The reference server that belongs to this library. find_package(grafake) sets the installed one's path; a name
/// without a slash is looked up in PATH.
#define GRAFAKE_SERVER_PROGRAM "grafake"
#endif

/// @cond
// The reference pages know grafake::for_tests by the name to use, grafake::testing. A namespace of that name would make
// GoogleTest's `testing::` ambiguous after `using namespace grafake`, so it is another name for GoogleTest's, which
// finds what is in grafake::for_tests as well, without being given a name of its own.
namespace grafake::for_tests {}
namespace testing {
using namespace grafake::for_tests;
}
namespace grafake {
namespace testing = ::testing;
}  // namespace grafake
/// @endcond

/// Starts the reference server for tests.
namespace grafake::for_tests {

/// How a Server is started. The server sees no GF_ variable of the test's own environment.
struct ServerOptions {
  std::string program{};  ///< of the server; empty: $GRAFAKE_SERVER, else the one installed with this library
  std::string release{};  ///< of Grafana to be, "12.4" or "12.4.0"; empty: the usual one, unless `arguments` say
  std::vector<std::string> feature_toggles{"serviceAccounts"};  ///< on, whatever `ini` says; none: `ini` alone decides
  std::string ini{};                     ///< text of Grafana's ini file, "[security]\nadmin_email = a@example.org\n"
  std::vector<std::string> arguments{};  ///< of the program; flags ("--lie", "…") before "cfg:section.key=value"
  std::map<std::string, std::string> variables{};   ///< of the server's environment, "GF_SECTION_KEY" and others
  std::string data{};                               ///< keeps everything in DIR/grafana.db; empty: in memory
  std::string admin_user = "admin";                 ///< login of the Grafana admin
  Secret admin_password{std::string("admin")};      ///< of the Grafana admin, when the data is new
  ClientOptions client{};                           ///< of admin() and As(), which fill in URL and credentials
  std::chrono::milliseconds start_timeout{30'000};  ///< until it listens
};

/// The server did not start. what() says why and has the server's output.
class StartFailed : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A reference server in a process of its own, on a free port of loopback, for the life of the object. A start takes
/// about 20 ms, so each test can have its own.
///
/// Nothing is left behind: the server ends with the object, or with the test program, however that ends. Thread-safe;
/// any number of servers live side by side.
class Server {
 public:
  /// Returns when the server listens. Throws StartFailed: a test that has no server cannot go on.
  explicit Server(ServerOptions options = {}) : Server(std::move(options), GRAFAKE_SERVER_PROGRAM) {}
  /// Asks the server to finish (SIGTERM), and waits; kills it where it takes more than 10 s.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// "http://127.0.0.1:PORT/"; "https://…" where the ini says so.
  [[nodiscard]] const std::string& url() const;
  /// A client of the Grafana admin, who may do everything; it lives as long as the server.
  [[nodiscard]] const Client& admin() const;
  /// A client for this server with other credentials.
  [[nodiscard]] Client As(Credentials credentials) const;
  /// What the server has written to standard output and standard error so far.
  [[nodiscard]] std::string log() const;
  /// Of the server's process.
  [[nodiscard]] int process_id() const;

 private:
  struct Parts;
  Server(ServerOptions options, const char* installed_program);

  std::unique_ptr<Parts> parts_;
};

}  // namespace grafake::for_tests
