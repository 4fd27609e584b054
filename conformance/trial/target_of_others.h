#pragma once

#include <string>

#include "conformance/exchange.h"
#include "conformance/target.h"

namespace grafake::conformance {

// A server that runs for somebody else: with settings of its own, and things that no run may touch.
class TargetOfOthers {
 public:
  // Starts the reference server below `directory`; throws std::runtime_error when it does not start.
  TargetOfOthers(const std::filesystem::path& directory, const Variables& environment, const std::string& ini,
                 const std::string& path = "", const std::string& admin = "admin:admin");

  // Makes accounts, users, teams, orgs and keys.
  void Fill(int accounts, int users, int teams, int orgs, int keys) const;

  // All that can be listed, but for what time alone changes.
  [[nodiscard]] std::string Listing() const;

  // The status of a request by the administrator.
  int Ask(const std::string& method, const std::string& target, const std::string& body = "") const;

  [[nodiscard]] std::string Url() const { return endpoint_.Url(); }
  [[nodiscard]] std::uint16_t port() const { return endpoint_.port; }
  [[nodiscard]] const std::string& admin() const { return admin_; }
  [[nodiscard]] tl::expected<void, std::string> Stop() { return target_.Stop(); }

 private:
  void Make(const std::string& target, const std::string& body, int count) const;

  Target target_;
  Endpoint endpoint_;
  std::string admin_;
};

}  // namespace grafake::conformance
