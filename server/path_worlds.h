#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/locks.h"
#include "server/worlds/address.h"

namespace grafake::server {

// Who answers the requests that come to an address.
class Answering {
 public:
  Answering() = default;
  Answering(const Answering&) = delete;
  Answering& operator=(const Answering&) = delete;
  virtual ~Answering() = default;

  [[nodiscard]] virtual Response Answer(const Request& request) = 0;
  [[nodiscard]] virtual std::optional<Response> RefuseUnread(const Request& head) = 0;
  // Of a body that is larger than `most` bytes; nothing: as the listener does.
  [[nodiscard]] virtual std::optional<Response> RefuseTooLarge(const Request& head, std::size_t most) = 0;
  [[nodiscard]] virtual Response Fail(const Request& request, std::string_view what) = 0;
};

// Worlds without a port of their own, which are reached below a path of the main address. Thread-safe.
class PathWorlds {
 public:
  static constexpr std::string_view kBelow = "/_grafake/w/";

  void Put(const std::string& name, std::shared_ptr<Answering> world);
  void Remove(const std::string& name);
  // Whose path it is; null: nobody's.
  [[nodiscard]] std::shared_ptr<Answering> Find(std::string_view path) const;

 private:
  mutable Mutex mutex_;
  std::map<std::string, std::shared_ptr<Answering>, std::less<>> worlds_ GUARDED_BY(mutex_);
};

// The address of one of them.
class PathAddress final : public WorldAddress {
 public:
  using MakeAnswering = std::function<std::shared_ptr<Answering>(std::shared_ptr<World> world, std::string path)>;

  // Below `main_url`, which ends with '/', at that port. `worlds` must outlive it.
  PathAddress(PathWorlds& worlds, std::string name, const std::string& main_url, std::uint16_t port,
              MakeAnswering make);

  [[nodiscard]] std::string url() const override { return url_; }
  [[nodiscard]] std::uint16_t port() const override { return port_; }
  void Serve(std::shared_ptr<World> world) override;
  void BeginStop() override { worlds_.Remove(name_); }
  void Stop() override {}
  void Cut() override { worlds_.Remove(name_); }

 private:
  PathWorlds& worlds_;
  const std::string name_;
  const std::string url_;
  const std::uint16_t port_;
  const MakeAnswering make_;
};

}  // namespace grafake::server
