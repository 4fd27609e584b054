#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace grafake::conformance {

// An answer holds something else than Grafana's does; says which call answered what.
struct WrongType : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The value that the answer to a call has at a pointer; `otherwise` where it has none there. Throws WrongType where it
// is of another type.
[[nodiscard]] std::string TextTold(const std::string& call, const nlohmann::json& body, const std::string& pointer,
                                   const std::string& otherwise = "");
[[nodiscard]] std::int64_t NumberTold(const std::string& call, const nlohmann::json& body, const std::string& pointer,
                                      std::int64_t otherwise);
[[nodiscard]] bool TruthTold(const std::string& call, const nlohmann::json& body, const std::string& pointer,
                             bool otherwise);

}  // namespace grafake::conformance
