// Histories that the laws allow, and such as they do not.
#include "conformance/history/checker.h"

#include <gmock/gmock.h>

#include <random>

#include "conformance/history/model.h"

namespace grafake::conformance {
namespace {

using std::chrono::microseconds;

Event Ev(int begin, int end, Action action, Saw seen = Saw::kDone) {
  Event event;
  event.action = action;
  event.begin = microseconds(begin);
  event.end = microseconds(end);
  event.seen = seen;
  return event;
}
Event OfPart(Event event, int part) {
  event.part = part;
  return event;
}
Event Add(int begin, int end, int part, Saw seen = Saw::kDone) {
  return OfPart(Ev(begin, end, Action::kAdd, seen), part);
}
Event Drop(int begin, int end, int part, Saw seen = Saw::kDone) {
  return OfPart(Ev(begin, end, Action::kRemove, seen), part);
}
Event Use(int begin, int end, int part, Saw seen = Saw::kDone, bool admin = false) {
  Event event = OfPart(Ev(begin, end, Action::kUse, seen), part);
  event.admin = admin;
  return event;
}
Event Role(int begin, int end, bool admin, Saw seen = Saw::kDone) {
  Event event = Ev(begin, end, Action::kSetRole, seen);
  event.admin = admin;
  return event;
}
Event Disable(int begin, int end, bool disabled, Saw seen = Saw::kDone) {
  Event event = Ev(begin, end, Action::kSetDisabled, seen);
  event.disabled = disabled;
  return event;
}
Event List(int begin, int end, std::vector<int> listed) {
  Event event = Ev(begin, end, Action::kList);
  event.listed = std::move(listed);
  return event;
}
Event Erase(int begin, int end) { return Ev(begin, end, Action::kErase); }

// Where it ends to make sense; -1: nowhere.
int Wrong(std::vector<Event> events) {
  const auto found = FindContradiction({"bot", "account", std::move(events)});
  return found ? static_cast<int>(found->event.begin.count()) : -1;
}

constexpr int kNowhere = -1;

TEST(HistoryCheckerTest, WhatHappensOneAfterTheOtherIsSeenSo) {
  EXPECT_EQ(Wrong({}), kNowhere);
  EXPECT_EQ(Wrong({Add(0, 1, 0), Use(2, 3, 0), Drop(4, 5, 0), Use(6, 7, 0, Saw::kRefused)}), kNowhere);
  EXPECT_EQ(Wrong({Add(0, 1, 0), Disable(2, 3, true), Use(4, 5, 0, Saw::kRefused), Disable(6, 7, false), Use(8, 9, 0)}),
            kNowhere);
  EXPECT_EQ(Wrong({Add(0, 1, 0), Role(2, 3, true), Use(4, 5, 0, Saw::kDone, true)}), kNowhere);
  EXPECT_EQ(Wrong({Add(0, 1, 0), Add(2, 3, 1), List(4, 5, {1, 0}), Erase(6, 7), Use(8, 9, 1, Saw::kRefused)}),
            kNowhere);
  EXPECT_EQ(Wrong({Add(0, 1, 0), Add(2, 3, 0, Saw::kTaken), Drop(4, 5, 0), Drop(6, 7, 0, Saw::kAbsent), Add(8, 9, 0)}),
            kNowhere);
}

TEST(HistoryCheckerTest, WhatOverlapsMayBeSeenEitherWay) {
  for (const Saw seen : {Saw::kDone, Saw::kRefused}) {
    EXPECT_EQ(Wrong({Add(0, 1, 0), Drop(2, 9, 0), Use(3, 4, 0, seen)}), kNowhere);
    EXPECT_EQ(Wrong({Add(0, 1, 0), Disable(2, 9, true), Use(8, 12, 0, seen)}), kNowhere);
  }
  EXPECT_EQ(Wrong({Add(0, 1, 0), Role(2, 9, true), Role(3, 8, false), Use(10, 11, 0), Use(12, 13, 0)}), kNowhere);
}

TEST(HistoryCheckerTest, WhatIsAnsweredIsSeenByAllWhoAskLater) {
  EXPECT_EQ(Wrong({Add(0, 1, 0), Drop(2, 3, 0), Use(4, 5, 0)}), 4) << "a deleted token works";
  EXPECT_EQ(Wrong({Add(0, 1, 0), Use(2, 3, 0, Saw::kRefused)}), 2) << "a new one does not";
  EXPECT_EQ(Wrong({Add(0, 1, 0), Disable(2, 3, true), Use(4, 5, 0)}), 4) << "a disabled account's works";
  EXPECT_EQ(Wrong({Add(0, 1, 0), Role(2, 3, true), Use(4, 5, 0)}), 4) << "the old role counts";
  EXPECT_EQ(Wrong({Add(0, 1, 0), List(2, 3, {})}), 2) << "a list misses one";
  EXPECT_EQ(Wrong({Add(0, 1, 0), List(2, 3, {0, 0})}), 2) << "a list doubles one";
  EXPECT_EQ(Wrong({List(2, 3, {-1})}), 2) << "a list holds another's";
  EXPECT_EQ(Wrong({Add(0, 1, 0), Erase(2, 3), Use(4, 5, 0)}), 4) << "a deleted account's works";
  EXPECT_EQ(Wrong({Erase(0, 1), Ev(2, 3, Action::kLook)}), 2);
  EXPECT_EQ(Wrong({Add(0, 1, 0), Add(2, 3, 0)}), 2) << "twice the same";
  EXPECT_EQ(Wrong({Drop(0, 1, 0)}), 0) << "what was never there is removed";
}

TEST(HistoryCheckerTest, WhatOneHasSeenIsNotUnseenByTheNext) {
  EXPECT_EQ(Wrong({Add(0, 1, 0), Drop(2, 20, 0), Use(3, 4, 0, Saw::kRefused), Use(5, 6, 0)}), 5);
  EXPECT_EQ(Wrong({Add(0, 1, 0), Role(2, 20, true), Use(3, 4, 0, Saw::kDone, true), Use(5, 6, 0)}), 5);
  EXPECT_EQ(Wrong({Add(0, 20, 0), List(3, 4, {0}), List(5, 6, {})}), 5);
  EXPECT_EQ(
      Wrong({Add(0, 1, 0), Role(2, 9, true), Role(3, 8, false), Use(10, 11, 0), Use(12, 13, 0, Saw::kDone, true)}), 12)
      << "two orders at once";
}

TEST(HistoryCheckerTest, AChangeWithoutAnAnswerMayBeMadeAtAnyTimeOrNever) {
  const Event lost = Drop(2, 3, 0, Saw::kUnknown);
  EXPECT_EQ(Wrong({Add(0, 1, 0), lost, Use(4, 5, 0), Use(6, 7, 0)}), kNowhere);
  EXPECT_EQ(Wrong({Add(0, 1, 0), lost, Use(4, 5, 0), Use(6, 7, 0, Saw::kRefused)}), kNowhere);
  EXPECT_EQ(Wrong({Add(0, 1, 0), lost, Use(4, 5, 0, Saw::kRefused), Use(6, 7, 0)}), 6) << "but not twice";
  EXPECT_EQ(Wrong({Add(-9, -8, 0), Use(0, 1, 0, Saw::kRefused), lost}), 0) << "and not before";
  EXPECT_EQ(Wrong({Use(0, 1, 0, Saw::kUnknown), List(2, 3, {})}), kNowhere) << "a question without one says nothing";
}

// A right server, by the model itself: each event happens at some moment between its begin and its end.
std::vector<Event> RightHistory(std::mt19937& random, int count) {
  std::vector<Event> events;
  ThingState state;
  for (int at = 100; at < 100 + count; ++at) {
    const int begin = at * 10 - static_cast<int>(random() % 60);
    const int end = at * 10 + static_cast<int>(random() % 60);
    const int part = static_cast<int>(random() % 5);
    std::vector<Event> possible{Add(begin, end, part),
                                Drop(begin, end, part),
                                Use(begin, end, part),
                                Use(begin, end, part, Saw::kDone, true),
                                Role(begin, end, part < 2),
                                Disable(begin, end, part < 2),
                                Add(begin, end, part, Saw::kTaken),
                                Use(begin, end, part, Saw::kRefused),
                                Drop(begin, end, part, Saw::kAbsent)};
    std::ranges::shuffle(possible, random);
    for (const Event& event : possible) {
      const auto next = After(state, event);
      if (!next) continue;
      state = *next;
      events.push_back(event);
      break;
    }
  }
  return events;
}

TEST(HistoryCheckerTest, ARightServersHistoryHoldsHoweverItOverlaps) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    EXPECT_EQ(Wrong(RightHistory(random, 400)), kNowhere) << seed;
  }
}

// One token is used after all is over, and answered wrongly.
TEST(HistoryCheckerTest, OneWrongAnswerAmongHundredsIsFound) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    auto events = RightHistory(random, 400);
    events.push_back(Drop(9000, 9001, 0, Saw::kUnknown));
    events.push_back(Erase(9002, 9003));
    events.push_back(Use(9004, 9005, 0));
    EXPECT_EQ(Wrong(events), 9004) << seed;
  }
}

TEST(HistoryCheckerTest, SaysWhatWasSeenAfterWhat) {
  const ThingHistory thing{
      "bot",
      "account",
      {Add(0, 1000, 7), Disable(1500, 1600, true), Drop(2000, 3000, 7), Add(3100, 3200, 8), Use(4000, 5000, 7)}};
  const auto found = FindContradiction(thing);
  ASSERT_TRUE(found);
  const std::string text = Explained(thing, *found);
  EXPECT_THAT(text, testing::StartsWith("account bot cannot have been seen like this:\n"));
  EXPECT_THAT(text, testing::HasSubstr("  0.0020 to 0.0030 s, client 0 at server 0 removed token 7: done\n"));
  EXPECT_THAT(text, testing::EndsWith("→ 0.0040 to 0.0050 s, client 0 at server 0 used token 7: let in as Viewer\n"));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("token 8")));
}

}  // namespace
}  // namespace grafake::conformance
