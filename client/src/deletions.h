#pragma once

#include <algorithm>

#include "grafake/result.h"

namespace grafake {

// True when a deletion lost an answer, was repeated and then refused with 500, which is what some releases answer where
// nothing is left to delete. Whether it was carried out must be looked up.
[[nodiscard]] inline bool MayBeDoneBefore(const Error& error) {
  const auto lost = [](const Attempt& a) { return a.status == 0 || a.status == 502 || a.status == 504; };
  return error.kind == ErrorKind::kRefused && error.status == 500 && std::ranges::any_of(error.attempts, lost);
}

}  // namespace grafake
