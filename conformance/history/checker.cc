#include "conformance/history/checker.h"

#include <algorithm>
#include <set>

#include "conformance/history/model.h"

namespace grafake::conformance {
namespace {

using Time = Event::Time;

constexpr Time kNever = Time::max();

// An event as far as it was known at some time.
struct Known {
  const Event* event;
  Time end;  // kNever: a change that was not answered by then
};

// Looks for an order by the search of Wing and Gong, which keeps what it has been through, as Lowe proposes: whatever
// comes next was asked for before the first end of those that are left. An answer that changes nothing is taken at
// once where it fits, since it fits at any later place as well as here; so only changes are tried in several orders.
class OrderSearch {
 public:
  // By their begin.
  explicit OrderSearch(std::vector<Known> events) : events_(std::move(events)) {}

  [[nodiscard]] bool Finds() {
    open_.push_back({});
    while (!open_.empty()) {
      Place place = std::move(open_.back());
      open_.pop_back();
      if (AtEnd(place)) return true;
      if (seen_.insert(place).second) GoOn(place);
    }
    return false;
  }

 private:
  // How far an order has come: all before `first` are in it, and of those behind it some.
  struct Place {
    std::size_t first = 0;
    std::set<std::size_t> ahead;
    ThingState state;

    auto operator<=>(const Place&) const = default;
  };

  // What is left was never answered, and need not have been.
  [[nodiscard]] bool AtEnd(const Place& place) const {
    for (std::size_t at = place.first; at < events_.size(); ++at) {
      if (!place.ahead.contains(at) && events_[at].end != kNever) return false;
    }
    return true;
  }

  [[nodiscard]] std::vector<std::size_t> Candidates(const Place& place) const {
    std::vector<std::size_t> candidates;
    Time first_end = kNever;
    for (std::size_t at = place.first; at < events_.size() && events_[at].event->begin <= first_end; ++at) {
      if (place.ahead.contains(at)) continue;
      candidates.push_back(at);
      first_end = std::min(first_end, events_[at].end);
    }
    std::erase_if(candidates, [&](std::size_t at) { return events_[at].event->begin > first_end; });
    return candidates;
  }

  void GoOn(const Place& place) {
    auto candidates = Candidates(place);
    for (const std::size_t at : candidates) {
      if (ChangesNothing(*events_[at].event) && After(place.state, *events_[at].event)) {
        open_.push_back(With(place, at, place.state));
        return;
      }
    }
    // The one that ends first is tried first, so it goes in last.
    std::ranges::sort(candidates, [&](std::size_t a, std::size_t b) { return events_[a].end > events_[b].end; });
    for (const std::size_t at : candidates) {
      if (const auto state = After(place.state, *events_[at].event)) open_.push_back(With(place, at, *state));
    }
  }

  static bool ChangesNothing(const Event& event) {
    return !event.Changes() || event.seen == Saw::kAbsent || event.seen == Saw::kTaken;
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

  const std::vector<Known> events_;
  std::vector<Place> open_;
  std::set<Place> seen_;
};

// What was known at that time: a question that was not answered by then says nothing.
bool HoldsUntil(const std::vector<const Event*>& events, Time time) {
  std::vector<Known> known;
  for (const Event* event : events) {
    const bool answered = event->seen != Saw::kUnknown && event->end <= time;
    if (event->begin <= time && (answered || event->Changes()))
      known.push_back({event, answered ? event->end : kNever});
  }
  return OrderSearch(std::move(known)).Finds();
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
