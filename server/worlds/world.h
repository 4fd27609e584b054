#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "server/http/message.h"
#include "server/instance.h"
#include "server/worlds/companion.h"
#include "server/worlds/current.h"
#include "server/worlds/lease.h"

namespace grafake::server {

// One Grafana among others of the process: an Instance with settings, release and clock of its own, under a name and an
// address. Whatever two worlds are asked, they never meet. Thread-safe.
class World {
 public:
  static constexpr const char* kMain = "main";  // the one that the program is started for

  using State = std::shared_ptr<const PreparedStart>;

  // Throws what Instance throws.
  World(std::string name, std::string url, const InstanceSettings& settings, std::chrono::milliseconds lease,
        std::shared_ptr<Companion> companion = nullptr);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& url() const { return url_; }  // "http://127.0.0.1:41234/"
  [[nodiscard]] Lease& lease() { return lease_; }
  [[nodiscard]] const std::shared_ptr<Companion>& companion() const { return companion_; }  // null: it has none
  [[nodiscard]] const InstanceSettings& settings() const { return settings_; }
  [[nodiscard]] bool in_memory() const { return settings_.in_memory(); }

  // As Instance's; each is a use of the world.
  [[nodiscard]] Response Handle(const Request& request);
  [[nodiscard]] std::optional<Response> RefuseUnread(const Request& head);
  [[nodiscard]] Response Broken();
  [[nodiscard]] Instance::Sight Look(const Request& request, bool caller);
  [[nodiscard]] std::vector<RoutePath> Paths();
  [[nodiscard]] std::string TokenName(std::int64_t id);
  // No use of it: also another world's request may ask.
  [[nodiscard]] std::optional<TokenSignIn::Sight> KnowToken(std::string_view token);

  // As Instance's.
  [[nodiscard]] Plants Harvest();

  // All that it holds now. Throws StorageFailure, SqlError.
  [[nodiscard]] State Save();
  // Brings back what was saved of it; null: how one in memory began. Requests under way are answered first; whoever
  // comes then meets the other state alone, whatever was kept in memory of this one. Throws what Instance and SQLite
  // throw; then it is as it was. `then` is called when that is done, before anybody is answered. None of its handlers
  // may call it.
  void Restore(
      const State& state, const std::function<void()>& then = [] {});
  // Calls change(copy) with an Instance in memory that holds all that this one holds, and takes what has become of it,
  // at once and whole. What `change` throws, this throws, and nothing has changed. None of its handlers may call it.
  void Change(const std::function<void(Instance& copy)>& change);

 private:
  using Held = Current<Instance>::Use;

  void Reopen(std::unique_ptr<Instance>& instance, const State& state);
  // What one in memory begins with when it begins again; null: nothing.
  [[nodiscard]] State Beginning();

  const std::string name_;
  const std::string url_;
  const InstanceSettings settings_;
  Lease lease_;
  const std::shared_ptr<Companion> companion_;
  std::once_flag beginning_made_;
  State beginning_;  // of one that began with nothing, since it was first reset
  Current<Instance> instance_;
};

}  // namespace grafake::server
