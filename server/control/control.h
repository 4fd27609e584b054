#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "server/control/access.h"
#include "server/control/control_call.h"
#include "server/control/ended_coverage.h"
#include "server/control/waiting_places.h"
#include "server/control/world_wish.h"
#include "server/worlds/worlds.h"

namespace grafake::server {

// What stands below /_grafake/ on the address of every world: what a test may do that no client of Grafana can. Of the
// worlds it knows each has a Controlled beside it. Thread-safe.
class Control {
 public:
  static constexpr std::string_view kPath = "/_grafake";

  // The address of a world without a port of its own, by its name.
  using TakePath = std::function<std::unique_ptr<WorldAddress>(const std::string& name)>;

  // Both `worlds` and what the functions use must outlive it.
  Control(ControlSettings settings, Worlds& worlds, MakeWorldSettings make, TakePath take_path = nullptr)
      : settings_(std::move(settings)), worlds_(worlds), make_(std::move(make)), take_path_(std::move(take_path)) {}

  // True for what Control answers and Grafana never sees.
  [[nodiscard]] static bool IsItsPath(std::string_view path) {
    return path.starts_with(kPath) && (path.size() == kPath.size() || path[kPath.size()] == '/');
  }

  // Answers a request that came to the address of `world`.
  [[nodiscard]] Response Answer(World& world, const Request& request);
  // The refusal that one gets whatever its body holds; nothing when it needs its body.
  [[nodiscard]] std::optional<Response> RefuseUnread(World& world, const Request& head) const;

  [[nodiscard]] Worlds& worlds() { return worlds_; }
  [[nodiscard]] const ControlSettings& settings() const { return settings_; }
  // What ended worlds have been asked.
  [[nodiscard]] const std::shared_ptr<EndedCoverage>& ended() const { return ended_; }
  // The address of the main world. Throws ControlError while there is none: before the program has started, and when it
  // ends.
  [[nodiscard]] std::string MainUrl() const;
  [[nodiscard]] const MakeWorldSettings& make() const { return make_; }
  [[nodiscard]] WaitingPlaces& waiting_places() { return waiting_places_; }
  [[nodiscard]] const TakePath& take_path() const { return take_path_; }

  // All there is, in the order of the description.
  [[nodiscard]] static std::span<const ControlRoute> Routes();

 private:
  [[nodiscard]] std::optional<Response> RefuseAccess(const Request& head) const;
  void Witness(World& world, const Request& request) const;
  [[nodiscard]] Response Find(World& world, bool at_main, const Request& request, std::string_view path);

  const ControlSettings settings_;
  Worlds& worlds_;
  const MakeWorldSettings make_;
  WaitingPlaces waiting_places_;
  const std::shared_ptr<EndedCoverage> ended_ = std::make_shared<EndedCoverage>();
  const TakePath take_path_;
};

}  // namespace grafake::server
