#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace grafake::conformance {

// A thing that many clients change and look at: a service account, whose parts are its tokens; a team, whose parts are
// its members. At most kMostParts ever.
inline constexpr int kMostParts = 64;

enum class Action {
  kAdd,          // a part: makes a token, adds a member
  kRemove,       // a part
  kUse,          // of a token: whether it lets its holder in, and as what
  kSetRole,      // to Admin or to Viewer
  kSetDisabled,  // or not
  kLook,         // at the thing: its role, and whether it is disabled
  kList,         // the parts
  kErase,        // the thing with its parts
};

// What came of it.
enum class Saw {
  kDone,
  kAbsent,   // the thing or the part is not there
  kTaken,    // the part is there already
  kRefused,  // the token lets nobody in
  kUnknown,  // no answer, or one that says nothing of it: a change may have been made, or not
};

// What one client did with one thing, and what it saw.
struct Event {
  using Time = std::chrono::microseconds;  // since the beginning

  Action action = Action::kLook;
  std::size_t client = 0;
  std::size_t server = 0;
  int part = -1;          // of kAdd, kRemove, kUse
  bool admin = false;     // of kSetRole; told by kUse and kLook
  bool disabled = false;  // of kSetDisabled; told by kLook
  Time begin{};           // when it was asked for
  Time end{};             // when it was answered
  Saw seen = Saw::kUnknown;
  std::vector<int> listed = {};  // told by kList, in its order; -1: a part that nobody ever added
  std::string answer = {};       // what a target said that is none of these, in short

  [[nodiscard]] bool Changes() const {
    return action != Action::kUse && action != Action::kLook && action != Action::kList;
  }
};

// All that was done with one thing.
struct ThingHistory {
  std::string name;
  std::string kind;  // "account", "team"
  std::vector<Event> events;
};

// "1.0240 to 1.0311 s, client 3 at server 0 removed token 7: it is not there".
[[nodiscard]] std::string Sentence(const ThingHistory& thing, const Event& event);

}  // namespace grafake::conformance
