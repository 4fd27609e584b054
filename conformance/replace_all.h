#pragma once

#include <string>

namespace grafake::conformance {

// Puts `to` in every place of `from`.
inline void ReplaceAll(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace grafake::conformance
