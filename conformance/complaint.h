#pragma once

#include <iostream>
#include <string>

namespace grafake::conformance {

inline constexpr const char* kNothing = "nothing is selected; `grafake-conformance list` names what there is";

// Says on standard error why a command ends, and returns the exit code.
inline int Complain(int code, const std::string& why) {
  std::cerr << "grafake-conformance: " << why << "\n";
  return code;
}

}  // namespace grafake::conformance
