#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/history/event.h"

namespace grafake::conformance {

// What cannot have been.
struct Contradiction {
  Event event;                // the first, by its end, with which no order explains all that was seen
  std::vector<Event> before;  // the last changes that are about the same and were asked for before its end
};

// Whether there is one order of the events that the laws allow (model.h) and in which no event stands behind one that
// was asked for after its answer: each seems to happen at one moment between its begin and its end (Herlihy and Wing,
// "Linearizability"). A change without an answer may have been made at any time after it was asked for, or never.
// Nothing when there is such an order.
[[nodiscard]] std::optional<Contradiction> FindContradiction(const ThingHistory& thing);

// A paragraph: what was seen, and after what.
[[nodiscard]] std::string Explained(const ThingHistory& thing, const Contradiction& contradiction);

}  // namespace grafake::conformance
