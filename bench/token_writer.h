#pragma once

#include <atomic>
#include <chrono>
#include <future>
#include <string>

#include "bench/connection.h"
#include "bench/token_world.h"

namespace grafake::bench {

// A client that creates tokens on a connection of its own, and deletes each again if told so, until Finish().
class TokenWriter {
 public:
  struct Place {
    TargetUrl target;
    std::string path;           // of an account's tokens
    std::string authorization;  // of one who may make them
  };

  [[nodiscard]] static Place PlaceIn(const TargetUrl& target, TokenWorld& world);

  // `name` begins the tokens' names.
  TokenWriter(const Place& place, std::string name, bool deletes);
  ~TokenWriter() { stop_ = true; }  // the future waits for the thread
  TokenWriter(const TokenWriter&) = delete;
  TokenWriter& operator=(const TokenWriter&) = delete;

  // The number of tokens created. Throws std::runtime_error when one was refused.
  std::size_t Finish();

 private:
  [[nodiscard]] std::size_t Write(const Place& place, const std::string& name, bool deletes) const;

  std::atomic<bool> stop_ = false;
  std::future<std::size_t> running_;
};

}  // namespace grafake::bench
