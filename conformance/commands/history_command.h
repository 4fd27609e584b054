#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/exchange.h"
#include "conformance/interruption.h"

namespace grafake::conformance {

struct HistoryOptions {
  std::vector<Endpoint> targets;  // servers of one database; empty: one is started
  std::string server;             // its command; empty: the reference server
  std::string server_binary;
  std::string append_ini;
  std::string release;  // that the reference server is started as
  std::string administrator = "admin:admin";
  unsigned seconds = 3;
  unsigned operations = 0;  // at most; 0: as many as there is time for
  std::uint64_t seed = 1;
  unsigned clients = 8;
  unsigned accounts = 3;
  bool json = false;
  std::chrono::seconds time_limit = kUsualTimeLimit;
};

// Reads the words behind `history`. The error names the word that is wrong.
[[nodiscard]] tl::expected<HistoryOptions, std::string> ReadHistoryArguments(const std::vector<std::string>& words,
                                                                             const std::string& server_binary);

// Records what concurrent clients see, looks for an order that explains it, prints what there is none for, and removes
// what was made; returns the exit code.
[[nodiscard]] int RunHistory(const HistoryOptions& options);

}  // namespace grafake::conformance
