#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "server/locks.h"

namespace grafake::server {

// Lets only so many PBKDF2 derivations run at a time, so that a flood of tokens does not take the machine. Thread-safe.
class DerivationGate {
 public:
  // `at_once` run, `most_waiting` wait, each for `patience` at most.
  DerivationGate(unsigned at_once, unsigned most_waiting, std::chrono::milliseconds patience)
      : free_(at_once), most_waiting_(most_waiting), patience_(patience) {}

  // Pbkdf2Hex(secret, salt); nothing when it was not this one's turn in time.
  [[nodiscard]] std::optional<std::string> Derive(std::string_view secret, std::string_view salt);

 private:
  [[nodiscard]] bool Enter();
  void Leave();

  Mutex mutex_;
  Condition left_;
  unsigned free_ GUARDED_BY(mutex_);
  unsigned waiting_ GUARDED_BY(mutex_) = 0;
  unsigned most_waiting_;
  std::chrono::milliseconds patience_;
};

}  // namespace grafake::server
