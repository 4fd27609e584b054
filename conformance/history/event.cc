#include "conformance/history/event.h"

#include <iomanip>
#include <sstream>

namespace grafake::conformance {
namespace {

std::string RoleOf(const Event& event) { return event.admin ? "Admin" : "Viewer"; }

std::string PartOf(const ThingHistory& thing, const Event& event) {
  return (thing.kind == "team" ? "member " : "token ") + std::to_string(event.part);
}

std::string Asked(const ThingHistory& thing, const Event& event) {
  switch (event.action) {
    case Action::kAdd:
      return "added " + PartOf(thing, event);
    case Action::kRemove:
      return "removed " + PartOf(thing, event);
    case Action::kUse:
      return "used " + PartOf(thing, event);
    case Action::kSetRole:
      return "made it " + RoleOf(event);
    case Action::kSetDisabled:
      return event.disabled ? "disabled it" : "enabled it";
    case Action::kLook:
      return "looked at it";
    case Action::kList:
      return thing.kind == "team" ? "listed its members" : "listed its tokens";
    case Action::kErase:
      return "deleted it";
  }
  return {};
}

std::string Listed(const Event& event) {
  if (event.listed.empty()) return "there are none";
  std::string text;
  for (const int part : event.listed) text += (text.empty() ? "" : ", ") + std::to_string(part);
  return "there are " + text;
}

std::string Told(const Event& event) {
  switch (event.seen) {
    case Saw::kAbsent:
      return "it is not there";
    case Saw::kTaken:
      return "it is there already";
    case Saw::kRefused:
      return "refused";
    case Saw::kUnknown:
      return event.answer.empty() ? "no answer" : "no word about it, but: " + event.answer;
    case Saw::kDone:
      break;
  }
  if (event.action == Action::kUse) return "let in as " + RoleOf(event);
  if (event.action == Action::kLook) return RoleOf(event) + (event.disabled ? ", disabled" : ", enabled");
  return event.action == Action::kList ? Listed(event) : "done";
}

std::string Seconds(Event::Time time) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(4) << std::chrono::duration<double>(time).count();
  return text.str();
}

}  // namespace

std::string Sentence(const ThingHistory& thing, const Event& event) {
  return Seconds(event.begin) + " to " + Seconds(event.end) + " s, client " + std::to_string(event.client) +
         " at server " + std::to_string(event.server) + " " + Asked(thing, event) + ": " + Told(event);
}

}  // namespace grafake::conformance
