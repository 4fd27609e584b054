#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "server/control/secret_names.h"

namespace grafake::server {

// {"name": "password", "value": "…"}: a name that is a value itself.

// Whether a member or parameter of that name holds one: "name", "key", "header".
[[nodiscard]] bool IsNameOfName(std::string_view name);

// Whether it holds what goes with one.
[[nodiscard]] bool IsNameOfValue(std::string_view name);

// Knows in which object of a valid JSON text one is.
class JsonPairs {
 public:
  explicit JsonPairs(std::string_view text) : text_(text) {}

  // `between`: what stands at `at`, outside of strings.
  void Follow(std::string_view between, std::size_t at);

  struct Named {
    SecretKind kind = SecretKind::kNone;
    bool maybe_count = false;
  };

  // What the object around says of its value.
  [[nodiscard]] Named NamedHere();

 private:
  struct Level {
    std::size_t begin;
    bool read = false;
    Named named = {};
  };

  [[nodiscard]] Named ReadNamed(std::size_t begin) const;

  const std::string_view text_;
  std::vector<Level> levels_;
};

}  // namespace grafake::server
