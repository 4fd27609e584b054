#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace grafake {

// Overwrites the text's memory, also what is left behind its end, so that no core file holds it.
void Wipe(std::string& text) noexcept;
// Every text in it.
void Wipe(nlohmann::json& value) noexcept;

// Wipes a value when its time is over.
template <class T>
class WipedAtEnd {
 public:
  explicit WipedAtEnd(T& value) : value_(value) {}
  ~WipedAtEnd() { Wipe(value_); }
  WipedAtEnd(const WipedAtEnd&) = delete;
  WipedAtEnd& operator=(const WipedAtEnd&) = delete;

 private:
  T& value_;
};

}  // namespace grafake
