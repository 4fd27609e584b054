#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "server/config/start_error.h"

namespace grafake::server {

// The program cannot start.
class StartFailed : public std::runtime_error {
 public:
  explicit StartFailed(const std::string& message) : StartFailed(StartError{.message = message}) {}
  explicit StartFailed(StartError error) : std::runtime_error(error.message), error_(std::move(error)) {}

  [[nodiscard]] const StartError& error() const { return error_; }

 private:
  StartError error_;
};

}  // namespace grafake::server
