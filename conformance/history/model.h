#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "conformance/history/event.h"

namespace grafake::conformance {

// How a thing is between two events: what the laws are about.
struct ThingState {
  bool there = true;
  bool admin = false;
  bool disabled = false;
  std::uint64_t parts = 0;  // a bit each that is there

  auto operator<=>(const ThingState&) const = default;
};

// The laws: how the thing is after the event, if that is what is seen of it as it is; nothing when it is not. Of a
// change that was not answered: how it is if it was made.
[[nodiscard]] std::optional<ThingState> After(const ThingState& state, const Event& event);

}  // namespace grafake::conformance
