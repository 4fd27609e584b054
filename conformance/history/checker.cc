#include "conformance/history/checker.h"

#include <algorithm>
#include <functional>
#include <set>

#include "conformance/history/model.h"

namespace grafake::conformance {
namespace {

using Time = Event::Time;

// So far a search goes; beyond, of very many clients at one thing, the history gets the benefit of the doubt.
constexpr std::size_t kMostPlaces = 50'000;

// Looks for an order by the search of Wing and Gong, which keeps what it has been through, as Lowe proposes: whatever
// comes next was asked for before the first end of those that are left. An answer that changes nothing is taken at
// once where it fits, since it fits at any later place as well as here; so only changes are tried in several orders.
class OrderSearch {
 public:
  // By their begin. `unanswered` are changes without an answer, which need not have been.
  OrderSearch(std::vector<const Event*> answered, std::vector<const Event*> unanswered)
      : answered_(std::move(answered)), unanswered_(std::move(unanswered)) {}

  [[nodiscard]] bool Finds() {
    open_.push_back({});
    while (!open_.empty()) {
      Place place = std::move(open_.back());
      open_.pop_back();
      if (place.first == answered_.size()) return true;
      if (been_.size() == kMostPlaces) return true;
      if (been_.insert(place).second) GoOn(place);
    }
    return false;
  }

 private:
  // How far an order has come: all answered events before `first` are in it, and of those behind it some.
  struct Place {
    std::size_t first = 0;
    std::set<std::size_t> ahead;
    std::set<std::size_t> made;  // of the unanswered
    ThingState state;

    auto operator<=>(const Place&) const = default;
  };

  void GoOn(const Place& place) {
    std::vector<std::size_t> candidates;
    Time first_end = Time::max();
    for (std::size_t at = place.first; at < answered_.size() && answered_[at]->begin <= first_end; ++at) {
      if (place.ahead.contains(at)) continue;
      candidates.push_back(at);
      first_end = std::min(first_end, answered_[at]->end);
    }
    std::erase_if(candidates, [&](std::size_t at) { return answered_[at]->begin > first_end; });
    if (!TakeOneThatChangesNothing(place, candidates)) TryEach(place, candidates, first_end);
  }

  [[nodiscard]] bool TakeOneThatChangesNothing(const Place& place, const std::vector<std::size_t>& candidates) {
    const auto found = std::ranges::find_if(candidates, [&](std::size_t at) {
      const Event& event = *answered_[at];
      const bool changes = event.Changes() && event.seen == Saw::kDone;
      return !changes && After(place.state, event);
    });
    if (found != candidates.end()) open_.push_back(With(place, *found, place.state));
    return found != candidates.end();
  }

  // What goes in last is tried first: the one that ends first, and last of all those that need not have been.
  void TryEach(const Place& place, std::vector<std::size_t> candidates, Time first_end) {
    for (std::size_t at = 0; at < unanswered_.size() && unanswered_[at]->begin <= first_end; ++at) {
      const auto state = After(place.state, *unanswered_[at]);
      if (!state || place.made.contains(at)) continue;
      open_.push_back(place);
      open_.back().state = *state;
      open_.back().made.insert(at);
    }
    std::ranges::sort(candidates, std::greater(), [&](std::size_t at) { return answered_[at]->end; });
    for (const std::size_t at : candidates) {
      if (const auto state = After(place.state, *answered_[at])) open_.push_back(With(place, at, *state));
    }
  }

  static Place With(Place place, std::size_t at, const ThingState& state) {
    place.state = state;
    place.ahead.insert(at);
    while (!place.ahead.empty() && *place.ahead.begin() == place.first) {
      place.ahead.erase(place.ahead.begin());
      ++place.first;
    }
    return place;
  }

  const std::vector<const Event*> answered_, unanswered_;
  std::vector<Place> open_;
  std::set<Place> been_;
};

// What was known at that time: a question that was not answered by then says nothing.
bool HoldsUntil(const std::vector<const Event*>& events, Time time) {
  std::vector<const Event*> answered, unanswered;
  for (const Event* event : events) {
    if (event->begin > time) break;
    if (event->seen != Saw::kUnknown && event->end <= time) {
      answered.push_back(event);
    } else if (event->Changes()) {
      unanswered.push_back(event);
    }
  }
  return OrderSearch(std::move(answered), std::move(unanswered)).Finds();
}

// Of what an event may speak.
bool IsAboutTheSame(const Event& change, const Event& event) {
  if (change.action == Action::kErase || event.action == Action::kErase) return true;
  const bool of_part = change.action == Action::kAdd || change.action == Action::kRemove;
  if (event.action == Action::kList) return of_part;
  if (of_part) return change.part == event.part;
  return event.action == Action::kUse || event.action == Action::kLook || event.action == change.action;
}

constexpr std::size_t kMostTold = 6;

}  // namespace

std::optional<Contradiction> FindContradiction(const ThingHistory& thing) {
  std::vector<const Event*> events;
  std::vector<Time> ends;
  for (const Event& event : thing.events) {
    events.push_back(&event);
    if (event.seen != Saw::kUnknown) ends.push_back(event.end);
  }
  std::ranges::stable_sort(events, {}, &Event::begin);
  std::ranges::sort(ends);
  const auto first = std::ranges::partition_point(ends, [&](Time end) { return HoldsUntil(events, end); });
  if (first == ends.end()) return std::nullopt;
  const auto culprit = std::ranges::find_if(
      thing.events, [&](const Event& event) { return event.end == *first && event.seen != Saw::kUnknown; });
  Contradiction found{*culprit, {}};
  for (const Event* event : events) {
    const bool earlier = event->begin <= culprit->end && event != &*culprit;
    if (earlier && event->Changes() && IsAboutTheSame(*event, *culprit)) found.before.push_back(*event);
  }
  std::ranges::stable_sort(found.before, {}, &Event::end);
  if (found.before.size() > kMostTold)
    found.before.erase(found.before.begin(), found.before.end() - static_cast<std::ptrdiff_t>(kMostTold));
  return found;
}

std::string Explained(const ThingHistory& thing, const Contradiction& contradiction) {
  std::string text = thing.kind + " " + thing.name + " cannot have been seen like this:\n";
  for (const Event& event : contradiction.before) text += "  " + Sentence(thing, event) + "\n";
  return text + "→ " + Sentence(thing, contradiction.event) + "\n";
}

}  // namespace grafake::conformance
