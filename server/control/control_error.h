#pragma once

#include <stdexcept>
#include <string>

namespace grafake::server {

// Control does not do what it was asked: status and sentence are the answer.
class ControlError : public std::runtime_error {
 public:
  ControlError(int status, const std::string& sentence) : std::runtime_error(sentence), status_(status) {}
  [[nodiscard]] int status() const { return status_; }

 private:
  int status_;
};

}  // namespace grafake::server
