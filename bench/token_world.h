#pragma once

#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bench/connection.h"
#include "bench/workload.h"

namespace grafake::bench {

// GET /api/org with a valid token; any body will do.
[[nodiscard]] Exchange TokenExchange(const TargetUrl& target, const std::string& token);

// Service accounts with tokens in every state on a Grafana, for the life of the object.
class TokenWorld {
 public:
  // `authorization` is the header of one who may create accounts. Throws std::runtime_error when something cannot be
  // made, Stopped when `stop` becomes true meanwhile.
  TokenWorld(const TargetUrl& target, const std::string& authorization, const std::atomic<bool>* stop = nullptr);
  TokenWorld(const TokenWorld&) = delete;
  TokenWorld& operator=(const TokenWorld&) = delete;
  // Removes the accounts. Where the work was stopped a target that hangs has 300 ms for all of them; what is left
  // is said on standard error.
  ~TokenWorld();

  // GET /api/org with tokens of those kinds; `more` are valid tokens that are there already, used in turn.
  [[nodiscard]] Workload Mixed(const Mix& mix, const std::vector<std::string>& more);

  // The account whose tokens are valid.
  [[nodiscard]] std::int64_t account() const { return account_; }
  // The Authorization header of an account that may make tokens.
  [[nodiscard]] std::string AdminToken();

 private:
  [[nodiscard]] std::int64_t MakeAccount();
  [[nodiscard]] nlohmann::json MakeToken(std::int64_t account, int seconds_to_live);
  [[nodiscard]] std::string TokenOf(const std::string& kind);
  // The exchange as the target answers it now; `refused`: it must not be a success.
  [[nodiscard]] Exchange Probed(const std::string& token, const std::string& kind) const;
  nlohmann::json Call(const RequestParts& parts, int expected) const;
  nlohmann::json Call(const RequestParts& parts, int expected, const Patience& patience) const;
  void Sleep(std::chrono::milliseconds time) const;
  void RemoveAccounts();

  TargetUrl target_;
  std::string authorization_;
  const std::atomic<bool>* stop_;
  std::vector<std::int64_t> accounts_;
  std::int64_t account_ = 0;
  int names_ = 0;
};

}  // namespace grafake::bench
