#include "server/control/state_routes.h"

#include <set>

#include "server/control/control_error.h"
#include "server/control/seeding.h"
#include "server/control/state_document.h"
#include "server/json/writer.h"
#include "server/worlds/worlds.h"

namespace grafake::server {
namespace {

std::set<std::string> ReadKept(MemberReader& members) {
  std::set<std::string> kept;
  for (const std::string& word : members.Texts("keep")) {
    if (word != "clock" && word != "faults" && word != "journal") {
      members.RefuseWord("keep", word, {"clock", "faults", "journal"});
    }
    kept.insert(word);
  }
  return kept;
}

}  // namespace

Response ResetWorld(Control& /*control*/, const ControlCall& call) {
  const std::set<std::string> kept = ReadBody(call, ReadKept);
  if (!ResetToStart(call.world, !kept.contains("clock"))) {
    throw ControlError(409,
                       "the world is kept in a file, whose beginning is nowhere kept; take a snapshot before the test "
                       "and restore that");
  }
  if (!kept.contains("faults")) call.controlled().EndFaults();
  if (!kept.contains("journal")) call.controlled().journal().Clear();
  return ControlNothing();
}

Response PlantSeed(Control& /*control*/, const ControlCall& call) {
  const Instant now = call.controlled().clock().Now();
  const Seed seed = ReadBody(call, [&](MemberReader& members) { return ReadSeed(members, now); });
  JsonWriter json;
  WriteSeeded(json, seed.plants, Seeded([&] { return ApplySeed(call.world, seed); }));
  return ControlJson(json.Take(), 201);
}

Response ShowState(Control& /*control*/, const ControlCall& call) {
  const TestClock::Pace clock = call.controlled().clock().Get();
  return ControlJson(StateDocument(call.world.Harvest(), clock));
}

Response ListSnapshots(Control& /*control*/, const ControlCall& call) {
  JsonWriter json;
  json.BeginArray();
  for (const std::string& name : call.controlled().snapshots().Names())
    json.BeginObject().Member("name", name).EndObject();
  json.EndArray();
  return ControlJson(json.Take());
}

Response TakeSnapshot(Control& /*control*/, const ControlCall& call) {
  const std::string& name = call.Param("name");
  if (!Worlds::IsName(name)) throw ControlError(400, "a snapshot's name has " + Worlds::NameRule());
  if (!call.controlled().snapshots().Keep(name, call.world.Save()))
    throw ControlError(
        409, "there are " + std::to_string(Snapshots::kMost) + " snapshots, which is the limit; delete one first");
  JsonWriter json;
  json.BeginObject().Member("name", name).EndObject();
  return ControlJson(json.Take(), 201);
}

Response RestoreSnapshot(Control& /*control*/, const ControlCall& call) {
  call.world.Restore(NeedSnapshot(call.controlled(), call.Param("name")));
  return ControlNothing();
}

Response DropSnapshot(Control& /*control*/, const ControlCall& call) {
  const std::string& name = call.Param("name");
  if (!call.controlled().snapshots().Drop(name)) RefuseUnknownSnapshot(404, call.controlled(), name);
  return ControlNothing();
}

}  // namespace grafake::server
