#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/lies/lie.h"
#include "server/log.h"
#include "server/net/listen_options.h"
#include "server/net/socket_server.h"
#include "server/path_worlds.h"
#include "server/request_log.h"
#include "server/worlds/address.h"
#include "server/worlds/world.h"

namespace grafake::server {

class Control;

// What the addresses of a process share.
struct AddressTerms {
  Log& log;
  bool router_logging = false;
  std::vector<const Lie*> lies;  // each stands before the one before it, and all before the truth
  std::function<std::shared_ptr<ServingThreads>()> threads;
  const PathWorlds* below = nullptr;  // worlds below the path of the main one; null: there are none
  Control* control = nullptr;         // answers what is not for Grafana; null: everything is
};

// Has the world answer below a path of the main address, with its requests in the log. `terms` must outlive it.
[[nodiscard]] std::shared_ptr<Answering> AnswerBelow(std::shared_ptr<World> world, const AddressTerms& terms,
                                                     std::string path);

// A world behind a socket, with its requests in the log.
class ServedAddress : public WorldAddress {
 public:
  // `terms` must outlive it.
  ServedAddress(ListenOptions options, const AddressTerms& terms) : options_(std::move(options)), terms_(terms) {}

  [[nodiscard]] std::string url() const override;
  [[nodiscard]] std::uint16_t port() const override;

  void Serve(std::shared_ptr<World> world) override;
  void BeginStop() override { server_->BeginStop(); }
  void Stop() override { server_->Stop(); }
  void Cut() override { server_->Cut(); }

 protected:
  [[nodiscard]] const SocketServer& server() const { return *server_; }

 private:
  ListenOptions options_;
  const AddressTerms& terms_;
  std::unique_ptr<SocketServer> server_;
};

}  // namespace grafake::server
