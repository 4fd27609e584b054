#pragma once

#include <atomic>
#include <chrono>
#include <future>
#include <string>

#include "bench/connection.h"
#include "bench/token_world.h"

namespace grafake::bench {

// Clients that create tokens, each on a connection of its own, and delete each again if told so, until Finish(). One
// thread drives them all, so that what is measured is the server.
class TokenWriter {
 public:
  struct Place {
    TargetUrl target;
    std::string path;           // of an account's tokens
    std::string authorization;  // of one who may make them
  };
  struct Plan {
    std::string names;  // what the tokens' names begin with
    bool deletes = false;
    int clients = 1;
  };

  [[nodiscard]] static Place PlaceIn(const TargetUrl& target, TokenWorld& world);

  TokenWriter(const Place& place, const Plan& plan);
  ~TokenWriter() { stop_ = true; }  // the future waits for the thread
  TokenWriter(const TokenWriter&) = delete;
  TokenWriter& operator=(const TokenWriter&) = delete;

  // The number of tokens created. Throws std::runtime_error when one was refused.
  std::size_t Finish();

 private:
  [[nodiscard]] std::size_t Write(const Place& place, const Plan& plan) const;

  std::atomic<bool> stop_ = false;
  std::future<std::size_t> running_;
};

}  // namespace grafake::bench
