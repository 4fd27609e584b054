#pragma once

#include <gtest/gtest.h>

#include <iostream>
#include <utility>

#include "grafake/testing/server.h"
#include "grafake/testing/world.h"

namespace grafake::for_tests {

/// A GoogleTest fixture that gives each test a server of its own, so that no test sees what another left. A failed test
/// prints the server's log. For other options than the usual ones:
///
///     class RobotTest : public grafake::testing::ServerTest {
///      protected:
///       RobotTest() : ServerTest({.ini = "[users]\nviewers_can_edit = true\n"}) {}
///     };
///
/// Where 20 ms a test are too many, a static Server of the suite is shared (SetUpTestSuite), and its tests mind each
/// other.
class ServerTest : public ::testing::Test {
 protected:
  /// Starts the server; GoogleTest reports StartFailed as a failure of the test.
  explicit ServerTest(ServerOptions options = {}) : server_(std::move(options)) {}
  ~ServerTest() override {
    if (HasFailure()) std::cout << "The server's log:\n" << server_.log() << std::flush;
  }

  /// The server of this test.
  [[nodiscard]] const Server& server() const { return server_; }
  /// A client of its Grafana admin.
  [[nodiscard]] const Client& admin() const { return server_.admin(); }

 private:
  Server server_;
};

/// A GoogleTest fixture that gives each test a World of its own, in one server for all of them. A failed test prints
/// the last requests that were refused, each with its reason.
class WorldTest : public ::testing::Test {
 protected:
  /// GoogleTest reports StartFailed and ControlFailed as failures of the test.
  explicit WorldTest(const WorldOptions& options = {}) : world_(SharedServer(), options) {}
  ~WorldTest() override {
    if (!HasFailure()) return;
    std::cout << "Requests that Grafana refused:\n";
    for (const std::string& line : world_.RefusedOrWhyNot()) std::cout << "  " << line << "\n";
    std::cout << std::flush;
  }

  /// The world of this test.
  [[nodiscard]] World& world() { return world_; }
  /// The same, to look at.
  [[nodiscard]] const World& world() const { return world_; }
  /// A client of its Grafana admin.
  [[nodiscard]] const Client& admin() const { return world_.admin(); }
  /// The server of all these tests, for further worlds.
  [[nodiscard]] static const Server& SharedServer() {
    static const Server server;
    return server;
  }

 private:
  World world_;
};

}  // namespace grafake::for_tests
