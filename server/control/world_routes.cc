#include "server/control/world_routes.h"

#include <cmath>

#include "server/control/control.h"
#include "server/control/control_error.h"
#include "server/control/seed_file.h"
#include "server/control/seeding.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr double kLongestLease = 10 * 365.0 * 86400;  // seconds

// The admin's password is told to whoever opens the world; the main one's may be anybody's secret.
enum class Password { kTold, kKept };

// As paths are put behind it.
std::string WithoutSlash(std::string url) {
  if (url.ends_with('/')) url.pop_back();
  return url;
}

// The members of its object.
void WriteWorld(JsonWriter& json, const World& world, const std::string& main_url, Password password) {
  const InstanceSettings& settings = world.settings();
  json.Member("name", world.name())
      .Member("url", WithoutSlash(world.url()))
      .Member("control", main_url + "_grafake/worlds/" + world.name())
      .Member("release", settings.release->version);
  json.Key("admin").BeginObject();
  if (settings.admin.create) json.Member("login", settings.admin.login);
  if (settings.admin.create && password == Password::kTold) json.Member("password", settings.admin.password);
  json.EndObject();
}

std::chrono::milliseconds ReadLease(MemberReader& members) {
  const auto seconds = members.Number("lease_seconds");
  if (!seconds) return std::chrono::milliseconds(0);
  if (!(*seconds >= 0.001 && *seconds <= kLongestLease))
    members.Refuse("lease_seconds", "is a number of seconds from 0.001 to ten years");
  return std::chrono::milliseconds(std::llround(*seconds * 1000));
}

// A setting may be written as what it is in an ini file: text, a number, true or false.
std::string SettingText(const MemberReader& section, const std::string& key, const DocumentNode& value) {
  if (value.kind == DocumentNode::Kind::kList || value.kind == DocumentNode::Kind::kMap)
    section.Refuse(key, "is " + std::string(NameOf(value.kind)) + "; expected text, a number, true or false");
  return value.text;
}

std::map<std::string, std::map<std::string, std::string>> ReadWorldSettings(MemberReader& members) {
  std::map<std::string, std::map<std::string, std::string>> settings;
  const DocumentNode* sections = members.Find("settings");
  if (sections == nullptr) return settings;
  const MemberReader all(*sections, members.PathOf("settings"));
  for (const auto& [name, keys] : sections->members) {
    const MemberReader section(keys, all.PathOf(name));
    for (const auto& [key, value] : keys.members) settings[name][key] = SettingText(section, key, value);
  }
  return settings;
}

struct NewWorld {
  WorldSettings settings;
  bool listens = true;
  World::State snapshot;
  WorldWish wish;
  std::optional<Seed> seed;
};

// A snapshot's tables are of its release.
World::State ReadSnapshot(MemberReader& members, const World& main, const std::string& release) {
  const auto name = members.Text("snapshot");
  if (!name) return nullptr;
  if (!release.empty()) members.Refuse("snapshot", "is of the main world's release; leave out release");
  return NeedSnapshot(ControlledOf(main), *name);
}

std::optional<std::uint64_t> ReadDeterministic(MemberReader& members) {
  const auto number = members.Integer("deterministic");
  if (number && *number < 0) members.Refuse("deterministic", "is negative; expected a whole number from 0 on");
  return number ? std::optional<std::uint64_t>(*number) : std::nullopt;
}

// A text is a document of its own, whose lines are told.
std::optional<Seed> ReadSeedMember(MemberReader& members) {
  const auto clock = ReadClockStart(members);
  const DocumentNode* seed = members.Find("seed");
  if (seed == nullptr) return clock ? std::optional(Seed{.clock = clock}) : std::nullopt;
  if (seed->kind == DocumentNode::Kind::kText) {
    auto read = ReadSeedText("seed", seed->text, SystemTime(), clock);
    if (!read) throw ControlError(400, read.error());
    return *std::move(read);
  }
  MemberReader inner(*seed, members.PathOf("seed"));
  return ReadSeed(inner, SystemTime(), clock);
}

NewWorld ReadNewWorld(MemberReader& members, const World& main) {
  NewWorld world;
  world.settings.name = members.Text("name").value_or("");
  world.wish.release = members.Text("release").value_or("");
  world.wish.settings = ReadWorldSettings(members);
  world.settings.lease = ReadLease(members);
  world.settings.deterministic = ReadDeterministic(members);
  world.listens = members.Boolean("listen").value_or(true);
  world.snapshot = ReadSnapshot(members, main, world.wish.release);
  world.seed = ReadSeedMember(members);
  return world;
}

int StatusOf(WorldError::Code code) {
  switch (code) {
    case WorldError::Code::kNameInvalid:
      return 400;
    case WorldError::Code::kNameTaken:
    case WorldError::Code::kTooMany:
    case WorldError::Code::kNoAddress:
      return 409;
    case WorldError::Code::kCannotStart:
      return 422;
  }
  return 500;
}

std::shared_ptr<World> FindWorld(Control& control, const ControlCall& call) {
  auto world = control.worlds().Find(call.Param("name"));
  if (world == nullptr) throw ControlError(404, "there is no world named \"" + call.Param("name") + "\"");
  return world;
}

}  // namespace

Response ListWorlds(Control& control, const ControlCall& /*call*/) {
  const std::string main_url = control.MainUrl();
  JsonWriter json;
  json.BeginArray();
  for (const auto& world : control.worlds().All()) {
    WriteWorld(json.BeginObject(), *world, main_url, Password::kKept);
    json.EndObject();
  }
  json.EndArray();
  return ControlJson(json.Take());
}

Response OpenWorld(Control& control, const ControlCall& call) {
  NewWorld asked = ReadBody(call, [&](MemberReader& members) { return ReadNewWorld(members, call.world); });
  WorldSettings& settings = asked.settings;
  const std::optional<Seed>& seed = asked.seed;
  const auto controlled = std::make_shared<Controlled>();
  settings.companion = controlled;
  settings.place = [&](InstanceSettings& instance, const WorldAddress& address) -> tl::expected<void, std::string> {
    if (!asked.listens) asked.wish.path_url = address.url();
    auto made = control.make()(asked.wish, address.port());
    if (!made) return tl::unexpected(std::move(made.error()));
    instance = *std::move(made);
    GoBy(controlled, instance);
    // From the very beginning: the admin is made by it, too.
    if (seed && seed->clock) controlled->clock().Set(seed->clock->at, seed->clock->frozen ? 0 : 1);
    return {};
  };
  if (!asked.listens) settings.take_address = control.take_path();
  PlantedAll planted;
  settings.prepare = [&](World& world) {
    if (asked.snapshot != nullptr) BeginWithState(world, asked.snapshot);
    if (seed) planted = Seeded([&] { return BeginWithSeeds(world, {&*seed, 1}).front(); });
  };
  const auto world = control.worlds().Open(std::move(settings));
  if (!world) throw ControlError(StatusOf(world.error().code), world.error().sentence);
  JsonWriter json;
  WriteWorld(json.BeginObject(), **world, control.MainUrl(), Password::kTold);
  if (seed) WriteSeeded(json.Key("seeded"), seed->plants, planted);
  json.EndObject();
  return ControlJson(json.Take(), 201);
}

Response ShowWorld(Control& control, const ControlCall& call) {
  JsonWriter json;
  WriteWorld(json.BeginObject(), *FindWorld(control, call), control.MainUrl(), Password::kKept);
  json.EndObject();
  return ControlJson(json.Take());
}

Response CloseWorld(Control& control, const ControlCall& call) {
  const auto world = FindWorld(control, call);
  if (world->name() == World::kMain) throw ControlError(409, "the main world ends with the program");
  control.worlds().Close(world->name());
  return ControlNothing();
}

}  // namespace grafake::server
