#pragma once

#include <stdexcept>
#include <string>

#include "server/control/reason_words.h"

namespace grafake::server {

// Control does not do what it was asked: status and sentence are the answer. What was asked is often said in it, and
// may hold anything, a NUL too.
class ControlError : public std::runtime_error {
 public:
  ControlError(int status, const std::string& sentence) : std::runtime_error(HarmlessLine(sentence)), status_(status) {}
  [[nodiscard]] int status() const { return status_; }

 private:
  int status_;
};

}  // namespace grafake::server
