#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <tl/expected.hpp>
#include <vector>

#include "server/instance.h"
#include "server/locks.h"
#include "server/worlds/address.h"
#include "server/worlds/templates.h"
#include "server/worlds/world.h"

namespace grafake::server {

struct WorldSettings {
  std::string name;           // letters, digits, '-', '_', '.'; empty: one is chosen
  InstanceSettings instance;  // of its own: release, clock and all; kept in memory, whatever `database` says
  std::optional<std::uint64_t> deterministic;  // its ids and secrets are drawn from this; none: from the system
  // Gives its address by its name, or throws NoAddress; null: one as all have.
  std::function<std::unique_ptr<WorldAddress>(const std::string& name)> take_address;
  std::chrono::milliseconds lease{0};  // ends when nobody uses it for so long; zero: never by itself
  // Says in the settings what follows from the address (root_url), or why there can be no such world; null: nothing
  // does.
  std::function<tl::expected<void, std::string>(InstanceSettings& instance, const WorldAddress& address)> place;
  std::shared_ptr<Companion> companion;  // kept beside it; null: nothing is
  // Has it hold what it is to begin with, before anybody is answered; null: nothing. What it throws ends the world.
  std::function<void(World& world)> prepare;
};

struct WorldError {
  enum class Code { kNameInvalid, kNameTaken, kTooMany, kNoAddress, kCannotStart };
  Code code;
  std::string sentence;  // names what is wrong and what to do
};

// The worlds of a process, by name. They share its threads and nothing else.
//
// Thread-safe, also from a world's own handler; a world that is found stays usable for whoever holds it, though nobody
// reaches it after its end. One thread of its own ends those whose lease is over, once there is one with a lease.
class Worlds {
 public:
  // Gives an address that nobody serves yet, or throws NoAddress. Called from any thread.
  using TakeAddress = std::function<std::unique_ptr<WorldAddress>()>;

  static constexpr std::size_t kMost = 1000;  // beside the main one

  // What may name one.
  [[nodiscard]] static bool IsName(std::string_view name);
  // "letters, digits …": what that asks for.
  [[nodiscard]] static std::string NameRule();

  explicit Worlds(TakeAddress take_address, std::size_t most = kMost);
  ~Worlds();  // ends all at once
  Worlds(const Worlds&) = delete;
  Worlds& operator=(const Worlds&) = delete;

  // The world that the program is started for: on its own database, if it has one, without a lease, at this address.
  // Throws what Instance and WorldAddress::Serve() throw.
  std::shared_ptr<World> OpenMain(const InstanceSettings& settings, std::unique_ptr<WorldAddress> address,
                                  std::shared_ptr<Companion> companion = nullptr,
                                  const std::function<void(World& world)>& prepare = nullptr);

  // A world at an address of its own, which answers when this returns. Throws SqlError without memory.
  [[nodiscard]] tl::expected<std::shared_ptr<World>, WorldError> Open(WorldSettings settings);

  // Null: there is none. One that is being opened is not found yet, but has its name.
  [[nodiscard]] std::shared_ptr<World> Find(std::string_view name) const;
  [[nodiscard]] std::vector<std::shared_ptr<World>> All() const;

  // Begins its lease anew. False: there is no such world.
  bool Renew(std::string_view name);

  // Ends it at once, requests under way included: no request is answered from then on, and its name is free. False:
  // there is no such world, or it is the main one, which ends with the program.
  bool Close(std::string_view name);

  // Ends all, main included, but lets requests under way finish in the time that addresses give them. No handler may
  // call it; none is opened from then on.
  void Stop();

 private:
  struct Entry {
    std::shared_ptr<World> world;  // null: being opened
    std::unique_ptr<WorldAddress> address;
  };
  using Entries = std::map<std::string, Entry, std::less<>>;

  [[nodiscard]] tl::expected<std::string, WorldError> TakeName(const std::string& asked);
  [[nodiscard]] std::string ChooseName() REQUIRES(mutex_);
  void GiveNameBack(const std::string& name);
  [[nodiscard]] tl::expected<std::shared_ptr<World>, WorldError> OpenNamed(const std::string& name,
                                                                           WorldSettings settings);
  [[nodiscard]] std::shared_ptr<World> Serve(std::shared_ptr<World> world, std::unique_ptr<WorldAddress> address);
  [[nodiscard]] Entry Take(Entries::iterator at) REQUIRES(mutex_);
  static void End(Entry entry);

  void NeedLeaseThread();
  void EndLeases();
  [[nodiscard]] Lease::Time TakeOver(Lease::Time now, std::vector<Entry>& over) REQUIRES(mutex_);

  const TakeAddress take_address_;
  const std::size_t most_;
  Templates templates_;

  mutable Mutex mutex_;
  Entries entries_ GUARDED_BY(mutex_);              // by name
  std::size_t last_number_ GUARDED_BY(mutex_) = 0;  // of a name that was chosen
  bool ending_ GUARDED_BY(mutex_) = false;
  Condition leases_changed_;  // one more, or the end
  std::thread lease_thread_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
