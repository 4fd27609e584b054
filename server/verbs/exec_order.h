#pragma once

#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace grafake::server {

// What `grafake exec` is told.
struct ExecOrder {
  std::vector<std::string> flags;    // of the server
  std::vector<std::string> command;  // and its arguments
  std::string token_role = "Admin";
  bool strict = false;             // what a command that passed has left undone fails the run
  bool recorded_only = false;      // … and so does an answer that no recording of real Grafana has
  bool keep_alive = false;         // after a command that failed, until a signal comes
  std::filesystem::path coverage;  // gets the coverage of all worlds; empty: nothing does
  std::filesystem::path har;       // gets the requests to all worlds that still are then; empty: nothing does

  // Whether it asks for what only control sees.
  [[nodiscard]] bool Watches() const { return strict || recorded_only || !coverage.empty() || !har.empty(); }
};

// The error is a sentence.
[[nodiscard]] tl::expected<ExecOrder, std::string> ReadExecOrder(const std::vector<std::string>& words);

}  // namespace grafake::server
