#pragma once

#include <sys/types.h>

#include <string>

#include "bench/target_url.h"

namespace grafake::bench {

// A server process on a free port of loopback, for the life of the object; the feature toggle serviceAccounts is on.
class ServerProcess {
 public:
  // `data` is the directory of the database file; empty: in memory. Does not wait for it to listen.
  ServerProcess(const std::string& program, const std::string& data);
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  ~ServerProcess();

  [[nodiscard]] const TargetUrl& target() const { return target_; }
  // Returns when it has answered an authenticated request; throws std::runtime_error after 30 s.
  void AwaitAnswer() const;
  [[nodiscard]] double ResidentMegabytes() const;

 private:
  TargetUrl target_;
  pid_t process_;
};

}  // namespace grafake::bench
