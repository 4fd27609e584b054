#include "server/app.h"

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "server/control/control.h"
#include "server/control/controlled.h"
#include "server/control/seed_file.h"
#include "server/control/seeding.h"
#include "server/files.h"
#include "server/lies/lie.h"
#include "server/main_address.h"
#include "server/net/bound_socket.h"
#include "server/net/shared_budget.h"
#include "server/path_worlds.h"
#include "server/served_address.h"
#include "server/start_failed.h"
#include "server/storage/database_error.h"

namespace grafake::server {
namespace {

constexpr const char* kLoopback = "127.0.0.1";

}  // namespace

struct App::Parts {
  Parts(const AppSettings& s, Log::Sink sink)
      : settings(s),
        ready(s.ready_file),
        log(s.log, s.instance.clock, std::move(sink)),
        terms{.log = log, .router_logging = s.router_logging, .threads = [this] { return SharedThreads(); }},
        worlds([this] { return AnyPort(); }) {
    BeginControl();
    NoteStart();
    for (const std::string& lie : settings.lies) Prepare(lie);
    OpenMain();
  }

  void BeginControl() {
    const bool wanted = settings.control.who != ControlFor::kNobody;
    if (!wanted && settings.seeds.empty() && !settings.plants) return;
    controlled = std::make_shared<Controlled>(settings.instance.clock);
    GoBy(controlled, settings.instance);
    if (!wanted) return;
    if (!settings.make_world) {
      settings.make_world = [like = settings.instance](const WorldWish&, std::uint16_t) { return like; };
    }
    control.emplace(
        settings.control, worlds, [this](const WorldWish& wish, std::uint16_t port) { return MakeWorld(wish, port); },
        [this](const std::string& name) { return BelowMain(name); });
    terms.control = &*control;
    terms.below = &below;
  }

  // The main world, before it is served.
  void PlantSeeds(World& world) try {
    std::vector<Seed> seeds = ReadSeeds();
    if (settings.plants) seeds.push_back({.plants = *settings.plants});
    if (seeds.empty()) return LeaveSeeded({}, {});
    const auto all = BeginWithSeeds(world, seeds, [&](const auto& made) { LeaveSeeded(seeds, made); });
    if (settings.plants) planted = all.back();
  } catch (const NotSeeded& e) {
    throw StartFailed(e.what());
  }

  // A later one may tell times from the clock of an earlier one.
  std::vector<Seed> ReadSeeds() {
    std::vector<Seed> seeds;
    Instant now = settings.instance.clock();
    for (const auto& file : settings.seeds) {
      auto seed = ReadSeedFile(file, now);
      if (!seed) throw StartFailed(seed.error());
      if (seed->clock) now = seed->clock->at;
      seeds.push_back(*std::move(seed));
    }
    return seeds;
  }

  // For whoever asked for it: one object a file.
  void LeaveSeeded(const std::vector<Seed>& seeds, const std::vector<PlantedAll>& made) {
    if (settings.seed_out.empty()) return;
    JsonWriter json;
    json.BeginArray();
    for (std::size_t i = 0; i < settings.seeds.size(); ++i) WriteSeeded(json, seeds[i].plants, made[i]);
    PutSecretFile(settings.seed_out, json.EndArray().Take() + "\n", "[");
  }

  // It lies and complains as the main one does.
  tl::expected<InstanceSettings, std::string> MakeWorld(const WorldWish& wish, std::uint16_t port) {
    auto made = settings.make_world(wish, port);
    if (!made) return made;
    made->complain = settings.instance.complain;
    made->provisioning.log = settings.instance.provisioning.log;
    for (const Lie* lie : terms.lies) {
      if (lie->prepare && lie->CanBeToldOf(*made->release)) lie->prepare(*made);
    }
    return made;
  }

  void NoteStart() {
    for (const LogNote& note : settings.notes) log.Write(note.level, "settings", note.message, note.fields);
  }

  void Prepare(const std::string& name) {
    const Lie* lie = FindLie(name);
    if (lie == nullptr) throw StartFailed("-lie " + name + " is not known; see grafake lies");
    const Release& release = *settings.instance.release;
    if (!lie->CanBeToldOf(release)) {
      throw StartFailed("-lie " + name + " breaks what Grafana " + std::string(release.name) +
                        " does not promise; see grafake lies --release " + std::string(release.name));
    }
    log.Write(LogLevel::kWarn, "grafake", "This server lies", {{"lie", name}});
    if (lie->prepare) lie->prepare(settings.instance);
    terms.lies.push_back(lie);
  }

  void OpenMain() try {
    settings.instance.complain = [this](std::string_view message, std::string_view error) {
      log.Write(LogLevel::kError, "sqlstore", message, {{"error", std::string(error)}});
    };
    settings.instance.provisioning.log = [this](LogLevel level, std::string_view logger, std::string_view message,
                                                const LogFields& fields, const LogFields& context) {
      log.Write(level, logger, message, fields, context);
    };
    if (settings.deterministic) settings.instance.randomness = std::make_shared<Randomness>(*settings.deterministic);
    settings.listen.memory = std::make_shared<ClientMemory>(settings.listen.limits);
    settings.listen.on_limit = [this](const LimitMet& limit) { NoteLimit(limit); };
    main = worlds.OpenMain(settings.instance, std::make_unique<MainAddress>(settings, terms), controlled,
                           [this](World& world) { PlantSeeds(world); });
  } catch (const DatabaseError& e) {
    SayWhyNot(e);
    throw;
  } catch (const ProvisioningFailed& e) {
    throw StartFailed(ErrorOf(e));
  }

  [[nodiscard]] StartError ErrorOf(const ProvisioningFailed& e) const {
    using Form = ProvisioningFailed::Form;
    StartError error{.message = e.what(), .marked = settings.instance.release->log.refusals_marked};
    if (e.form() == Form::kLogged) error.form = StartError::Form::kLogged;
    if (e.form() == Form::kPanic) {
      error.form = StartError::Form::kPanic;
      error.exit_code = 2;
    }
    return error;
  }

  void SayWhyNot(const DatabaseError& e) {
    switch (e.kind()) {
      case DatabaseError::Kind::kUnusable:
        break;
      case DatabaseError::Kind::kNotADatabase:
        log.Write(LogLevel::kError, "migrator", "alert migration failure: could not get migration log",
                  {{"error", "failed to check table existence: file is not a database"}, {"path", e.what()}});
        throw StartFailed({.form = StartError::Form::kLogged, .message = e.what()});
      case DatabaseError::Kind::kNoOrgForAdmin:
        log.Write(LogLevel::kError, "sqlstore", "Could not create user: organization ID does not exist",
                  {{"orgID", settings.instance.members.org_id}});
    }
  }

  void NoteLimit(const LimitMet& limit) {
    log.Write(LogLevel::kWarn, "http.server", "A limit is met",
              {{"limit", std::string(limit.name)},
               {"value", std::to_string(limit.value)},
               {"effect", std::string(limit.effect)}});
  }

  // Of all worlds; not before somebody is to be served.
  std::shared_ptr<ServingThreads> SharedThreads() {
    std::call_once(threads_made, [this] { threads = std::make_shared<ServingThreads>(); });
    return threads;
  }

  // Beside the main address, for another world.
  std::unique_ptr<WorldAddress> AnyPort() try {
    ListenOptions listen = settings.listen;
    if (!std::exchange(listen.unix_socket, "").empty()) listen.address = kLoopback;
    listen.port = 0;
    listen.bound = nullptr;
    listen.bound = std::make_shared<BoundSocket>(listen);
    return std::make_unique<ServedAddress>(std::move(listen), terms);
  } catch (const std::runtime_error& e) {
    throw NoAddress(e.what());
  }

  // Below the main address, for another world.
  std::unique_ptr<WorldAddress> BelowMain(const std::string& name) {
    const std::string url = control->MainUrl();
    if (!url.starts_with("http:") && !url.starts_with("https:"))
      throw NoAddress("there is no url below a unix socket; leave out listen");
    const auto port = static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
    return std::make_unique<PathAddress>(below, name, url, port, [this](auto world, std::string path) {
      return AnswerBelow(std::move(world), terms, std::move(path));
    });
  }

  AppSettings settings;
  ReadyFile ready;
  Log log;
  AddressTerms terms;
  PathWorlds below;
  Worlds worlds;
  std::optional<Control> control;          // nothing: nobody may use it
  std::shared_ptr<Controlled> controlled;  // of the main world
  PlantedAll planted;
  std::once_flag threads_made;
  std::shared_ptr<ServingThreads> threads;  // ended before the worlds, which a handler may still be using
  std::shared_ptr<World> main;
};

App::App(const AppSettings& settings, Log::Sink log_sink)
    : parts_(std::make_unique<Parts>(settings, std::move(log_sink))) {}

App::~App() {
  parts_->ready.Remove();
  parts_->worlds.Stop();
}

Log& App::log() { return parts_->log; }

Worlds& App::worlds() { return parts_->worlds; }

const PlantedAll& App::planted() const { return parts_->planted; }
Control* App::control() { return parts_->control ? &*parts_->control : nullptr; }

const InstanceSettings& App::main_settings() const { return parts_->settings.instance; }

void App::TellReady() { parts_->ready.Put(url() + "\n"); }

std::string App::url() const { return parts_->main->url(); }

}  // namespace grafake::server
