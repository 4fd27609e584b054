#include "server/control/clock_routes.h"

#include <optional>

#include "server/control/control_error.h"
#include "server/control/time_words.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// What a body asks of a clock.
struct ClockWish {
  bool follow = false;
  std::optional<Instant> now;
  std::optional<std::chrono::nanoseconds> advance;
  std::optional<double> rate;  // 0: frozen
};

bool ReadFollow(MemberReader& members) {
  const auto follow = members.Text("follow");
  if (follow && *follow != "system") members.RefuseWord("follow", *follow, {"system"});
  return follow.has_value();
}

std::optional<Instant> ReadNow(MemberReader& members) {
  const auto text = members.Text("now");
  if (!text) return std::nullopt;
  const auto now = ParseInstant(*text);
  if (!now) members.Refuse("now", "is \"" + *text + "\"; " + std::string(now.error()));
  return *now;
}

std::optional<std::chrono::nanoseconds> ReadAdvance(MemberReader& members) {
  const auto text = members.Text("advance");
  if (!text) return std::nullopt;
  const auto span = ParseSpan(*text);
  if (!span) members.Refuse("advance", "is \"" + *text + "\"; " + std::string(span.error()));
  return *span;
}

std::optional<double> ReadRate(MemberReader& members) {
  const auto frozen = members.Boolean("frozen");
  const auto rate = members.Number("rate");
  if (rate && frozen == true) members.Refuse("rate", "says that the clock goes, and frozen that it stands still");
  if (rate && !(*rate > 0 && *rate <= TestClock::kHighestRate))
    members.Refuse("rate", "is a number above 0 and up to 1000000; frozen: true stops the clock");
  if (rate || !frozen) return rate;
  return *frozen ? 0 : 1;
}

ClockWish ReadClockWish(MemberReader& members) {
  ClockWish wish{.follow = ReadFollow(members),
                 .now = ReadNow(members),
                 .advance = ReadAdvance(members),
                 .rate = ReadRate(members)};
  members.Finish();
  if (wish.follow && (wish.now || wish.advance || wish.rate))
    members.Refuse("follow", "stands alone: a clock that follows the system's is not set");
  if (wish.now && wish.advance) members.Refuse("advance", "and now exclude each other");
  if (!wish.follow && !wish.now && !wish.advance && !wish.rate)
    throw ControlError(400, "say what the clock is to do: now, advance, frozen, rate or follow");
  return wish;
}

void Obey(TestClock& clock, const ClockWish& wish) {
  if (wish.follow) return clock.Follow();
  if (!wish.advance) return clock.Set(wish.now, wish.rate);
  if (!clock.Advance(*wish.advance, wish.rate))
    throw ControlError(400, "advance leads to where no clock can be: it goes from 1970 to 2199");
}

}  // namespace

Response ShowClock(Control& /*control*/, const ControlCall& call) {
  const auto pace = call.controlled().clock().Get();
  JsonWriter json;
  json.BeginObject().Member("now", InstantText(pace.now)).Member("frozen", pace.rate == 0).Member("rate", pace.rate);
  json.Key("follow");
  if (pace.follows) {
    json.Value("system");
  } else {
    json.Null();
  }
  json.EndObject();
  return ControlJson(json.Take());
}

Response SetClock(Control& control, const ControlCall& call) {
  const ClockWish wish = ReadBody(call, ReadClockWish);
  Obey(call.controlled().clock(), wish);
  return ShowClock(control, call);
}

}  // namespace grafake::server
