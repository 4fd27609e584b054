#pragma once

#include <utility>

#include "grafake/result.h"

namespace grafake {

// True when a deletion lost an answer, was repeated and then refused with 500, which is what some releases answer where
// nothing is left to delete. Whether it was carried out must be looked up.
[[nodiscard]] inline bool MayBeDoneBefore(const Error& error) {
  return error.kind == ErrorKind::kOutcomeUnknown && error.status == 500;
}

// What the deletion came to when the look finds the thing still there.
[[nodiscard]] inline Error NotDeleted(Error error) {
  error.kind = ErrorKind::kRefused;
  return error;
}

}  // namespace grafake
