#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "server/http/message.h"
#include "server/instance.h"
#include "server/worlds/companion.h"
#include "server/worlds/lease.h"

namespace grafake::server {

// One Grafana among others of the process: an Instance with settings, release and clock of its own, under a name and an
// address. Whatever two worlds are asked, they never meet. Thread-safe.
class World {
 public:
  static constexpr const char* kMain = "main";  // the one that the program is started for

  // Throws what Instance throws.
  World(std::string name, std::string url, const InstanceSettings& settings, std::chrono::milliseconds lease,
        std::shared_ptr<Companion> companion = nullptr)
      : name_(std::move(name)),
        url_(std::move(url)),
        lease_(lease, Lease::Clock::now()),
        companion_(std::move(companion)),
        instance_(settings) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& url() const { return url_; }  // "http://127.0.0.1:41234/"
  [[nodiscard]] Lease& lease() { return lease_; }
  [[nodiscard]] const std::shared_ptr<Companion>& companion() const { return companion_; }  // null: it has none
  [[nodiscard]] Instance& instance() { return instance_; }

  // As Instance's; each is a use of the world.
  [[nodiscard]] Response Handle(const Request& request) {
    const Lease::Use use(lease_);
    return instance_.Handle(request);
  }
  [[nodiscard]] std::optional<Response> RefuseUnread(const Request& head) {
    const Lease::Use use(lease_);
    return instance_.RefuseUnread(head);
  }

 private:
  const std::string name_;
  const std::string url_;
  Lease lease_;
  const std::shared_ptr<Companion> companion_;
  Instance instance_;
};

}  // namespace grafake::server
