#include "server/worlds/world.h"

#include <stdexcept>
#include <utility>

#include "server/prepared_start.h"

namespace grafake::server {
namespace {

// Once a world on a file could not be opened again, it answers nobody.
Instance& NeedInstance(Instance* instance) {
  if (instance == nullptr) throw std::runtime_error("the world is closed: its file could not be opened again");
  return *instance;
}

}  // namespace

World::World(std::string name, std::string url, const InstanceSettings& settings, std::chrono::milliseconds lease,
             std::shared_ptr<Companion> companion)
    : name_(std::move(name)),
      url_(std::move(url)),
      settings_(settings),
      lease_(lease, Lease::Clock::now()),
      companion_(std::move(companion)),
      instance_(std::make_unique<Instance>(settings)) {}

Response World::Handle(const Request& request) {
  const Lease::Use use(lease_);
  return NeedInstance(Held(instance_).get()).Handle(request);
}

std::optional<Response> World::RefuseUnread(const Request& head) {
  const Lease::Use use(lease_);
  return NeedInstance(Held(instance_).get()).RefuseUnread(head);
}

Response World::Broken() { return NeedInstance(Held(instance_).get()).Broken(); }

Instance::Sight World::Look(const Request& request, bool caller) {
  return NeedInstance(Held(instance_).get()).Look(request, caller);
}

std::string World::TokenName(std::int64_t id) { return NeedInstance(Held(instance_).get()).TokenName(id); }

std::optional<TokenSignIn::Sight> World::KnowToken(std::string_view token) {
  return NeedInstance(Held(instance_).get()).KnowToken(token);
}

std::vector<RoutePath> World::Paths() { return NeedInstance(Held(instance_).get()).Paths(); }
Plants World::Harvest() { return NeedInstance(Held(instance_).get()).Harvest(); }

World::State World::Save() { return NeedInstance(Held(instance_).get()).Save(); }

void World::Restore(const State& state, const std::function<void()>& then) {
  if (!in_memory()) {
    return instance_.Exchange([&](std::unique_ptr<Instance>& instance) {
      Reopen(instance, state);
      then();
    });
  }
  InstanceSettings settings = settings_;
  settings.prepared = state != nullptr ? state : Beginning();
  auto other = std::make_unique<Instance>(settings);
  instance_.Exchange([&](std::unique_ptr<Instance>& instance) {
    instance.swap(other);
    then();
  });
}

// What random numbers are drawn in an order of its own for is made as it was the first time.
World::State World::Beginning() {
  if (settings_.prepared || settings_.randomness) return settings_.prepared;
  std::call_once(beginning_made_, [this] { beginning_ = std::make_shared<const PreparedStart>(settings_.admin); });
  return beginning_;
}

void World::Change(const std::function<void(Instance& copy)>& change) {
  instance_.Exchange([&](std::unique_ptr<Instance>& instance) {
    InstanceSettings settings = settings_;
    settings.database.clear();
    settings.postgres.reset();
    settings.prepared = NeedInstance(instance.get()).Save();
    auto copy = std::make_unique<Instance>(settings);
    change(*copy);
    if (in_memory()) {
      instance.swap(copy);
    } else {
      Reopen(instance, copy->Save());
    }
  });
}

// On its file, which then holds that state; when it cannot be written, as it was.
void World::Reopen(std::unique_ptr<Instance>& instance, const State& state) {
  instance.reset();
  try {
    state->tables.CopyIntoFile(settings_.database);
  } catch (...) {
    instance = std::make_unique<Instance>(settings_);
    throw;
  }
  instance = std::make_unique<Instance>(settings_);
}

}  // namespace grafake::server
