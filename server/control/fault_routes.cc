#include "server/control/fault_routes.h"

#include "server/config/nearest.h"
#include "server/control/control_error.h"
#include "server/control/fault_reader.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

void WriteFault(JsonWriter& json, const Faults::State& state) {
  const Fault& fault = *state.fault;
  json.BeginObject().Member("name", fault.name);
  json.Key("when").Raw(fault.said_when);
  if (fault.times) json.Member("times", static_cast<std::int64_t>(*fault.times));
  json.Key("do").Raw(fault.said_do);
  json.Member("fired", static_cast<std::int64_t>(state.fired)).Key("left");
  if (state.left) {
    json.Value(static_cast<std::int64_t>(*state.left));
  } else {
    json.Null();
  }
  json.EndObject();
}

std::string FaultText(const Faults::State& state) {
  JsonWriter json;
  WriteFault(json, state);
  return json.Take();
}

void WriteFaults(JsonWriter& json, const std::vector<Faults::State>& states) {
  json.BeginArray();
  for (const Faults::State& state : states) WriteFault(json, state);
  json.EndArray();
}

std::string FaultsText(const std::vector<Faults::State>& states) {
  JsonWriter json;
  WriteFaults(json, states);
  return json.Take();
}

[[noreturn]] void RefuseUnknownFault(const ControlCall& call) {
  std::vector<std::string> names;
  for (const Faults::State& state : call.controlled().faults().List()) names.push_back(state.fault->name);
  const std::string& name = call.Param("name");
  throw ControlError(404, "there is no fault named \"" + name + "\"" + Guess(Nearest(name, names)));
}

std::string NeverUsedUp(const std::vector<Faults::State>& unused) {
  std::string list;
  for (const Faults::State& state : unused) {
    list += (list.empty() ? "" : "; ") + state.fault->name + " was met " + std::to_string(state.fired) + " times";
    if (state.left) list += ", " + std::to_string(*state.left) + " are left";
  }
  return "faults were not used up: " + list;
}

}  // namespace

Response AddFault(Control& /*control*/, const ControlCall& call) {
  Fault fault = ReadBody(call, [&](MemberReader& members) { return ReadFault(members, call.world.Paths()); });
  switch (call.controlled().faults().Add(fault)) {
    case Faults::Added::kNameTaken:
      throw ControlError(409, "there is a fault named \"" + fault.name + "\"; delete it first or choose another name");
    case Faults::Added::kTooMany:
      throw ControlError(409,
                         "there are " + std::to_string(Faults::kMost) + " faults, which is the limit; delete some");
    case Faults::Added::kYes:
      break;
  }
  const auto times = fault.times;
  return ControlJson(FaultText({std::make_shared<const Fault>(std::move(fault)), 0, times}), 201);
}

Response ListFaults(Control& /*control*/, const ControlCall& call) {
  return ControlJson(FaultsText(call.controlled().faults().List()));
}

Response ShowFault(Control& /*control*/, const ControlCall& call) {
  const auto state = call.controlled().faults().Find(call.Param("name"));
  if (!state) RefuseUnknownFault(call);
  return ControlJson(FaultText(*state));
}

Response RemoveFault(Control& /*control*/, const ControlCall& call) {
  const auto state = call.controlled().faults().Remove(call.Param("name"));
  if (!state) RefuseUnknownFault(call);
  return ControlJson(FaultText(*state));
}

Response ClearFaults(Control& /*control*/, const ControlCall& call) {
  return ControlJson(FaultsText(call.controlled().faults().Clear()));
}

Response VerifyFaults(Control& /*control*/, const ControlCall& call) {
  const auto unused = Faults::Unused(call.controlled().faults().List());
  if (unused.empty()) return ControlNothing();
  JsonWriter json;
  json.BeginObject().Member("error", NeverUsedUp(unused)).Key("faults");
  WriteFaults(json, unused);
  json.EndObject();
  return ControlJson(json.Take(), 409);
}

}  // namespace grafake::server
