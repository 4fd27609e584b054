#include "grafake/result.h"

namespace grafake {

std::string Error::ToString() const {
  switch (kind) {
    case ErrorKind::kRefused:
      return "refused: " + std::to_string(status) + " " + message;
    case ErrorKind::kNotReached:
      return "not reached: " + message;
    case ErrorKind::kTimedOut:
      return "timed out: " + message;
    case ErrorKind::kUnreadable:
      return "unreadable answer: " + std::to_string(status) + " " + message;
    case ErrorKind::kOutcomeUnknown:
      return "outcome unknown: " + message;
  }
  return message;
}

}  // namespace grafake
