#include "conformance/history/model.h"

namespace grafake::conformance {
namespace {

std::uint64_t BitOf(int part) { return std::uint64_t{1} << static_cast<unsigned>(part); }

std::optional<ThingState> If(bool holds, const ThingState& state) {
  return holds ? std::optional(state) : std::nullopt;
}

// A thing that is not there has no parts.
std::optional<ThingState> AfterAdd(ThingState state, const Event& event) {
  const bool has = (state.parts & BitOf(event.part)) != 0;
  if (event.seen == Saw::kTaken) return If(has, state);
  if (event.seen == Saw::kAbsent) return If(!state.there, state);
  if (!state.there) return std::nullopt;
  if (event.seen == Saw::kDone && has) return std::nullopt;
  state.parts |= BitOf(event.part);
  return state;
}

std::optional<ThingState> AfterRemove(ThingState state, const Event& event) {
  const bool has = (state.parts & BitOf(event.part)) != 0;
  if (event.seen == Saw::kAbsent) return If(!has, state);
  if (event.seen == Saw::kDone && !has) return std::nullopt;
  state.parts &= ~BitOf(event.part);
  return state;
}

std::optional<ThingState> AfterUse(const ThingState& state, const Event& event) {
  const bool lets_in = state.there && !state.disabled && (state.parts & BitOf(event.part)) != 0;
  if (event.seen == Saw::kRefused) return If(!lets_in, state);
  return If(lets_in && state.admin == event.admin, state);
}

std::optional<ThingState> AfterSetting(ThingState state, const Event& event) {
  if (event.seen == Saw::kAbsent) return If(!state.there, state);
  if (!state.there) return std::nullopt;
  if (event.action == Action::kSetRole) state.admin = event.admin;
  if (event.action == Action::kSetDisabled) state.disabled = event.disabled;
  return state;
}

std::optional<ThingState> AfterLook(const ThingState& state, const Event& event) {
  if (event.seen == Saw::kAbsent) return If(!state.there, state);
  return If(state.there && state.admin == event.admin && state.disabled == event.disabled, state);
}

// Each part once, and no other.
std::optional<ThingState> AfterList(const ThingState& state, const Event& event) {
  if (event.seen == Saw::kAbsent) return If(!state.there, state);
  std::uint64_t listed = 0;
  for (const int part : event.listed) {
    if (part < 0 || (listed & BitOf(part)) != 0) return std::nullopt;
    listed |= BitOf(part);
  }
  return If(listed == state.parts, state);
}

std::optional<ThingState> AfterErase(ThingState state, const Event& event) {
  if (event.seen == Saw::kAbsent) return If(!state.there, state);
  if (!state.there) return std::nullopt;
  state.there = false;
  state.parts = 0;
  return state;
}

}  // namespace

std::optional<ThingState> After(const ThingState& state, const Event& event) {
  switch (event.action) {
    case Action::kAdd:
      return AfterAdd(state, event);
    case Action::kRemove:
      return AfterRemove(state, event);
    case Action::kUse:
      return AfterUse(state, event);
    case Action::kSetRole:
    case Action::kSetDisabled:
      return AfterSetting(state, event);
    case Action::kLook:
      return AfterLook(state, event);
    case Action::kList:
      return AfterList(state, event);
    case Action::kErase:
      return AfterErase(state, event);
  }
  return std::nullopt;
}

}  // namespace grafake::conformance
