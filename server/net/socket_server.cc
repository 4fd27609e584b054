#include "server/net/socket_server.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace grafake::server {

SocketServer::SocketServer(ListenOptions options, Handler handler, ErrorSink on_exception,
                           std::shared_ptr<ServingThreads> threads)
    : threads_(std::move(threads)),
      site_(std::make_shared<Site>(std::move(options), std::move(handler), std::move(on_exception))) {
  threads_->Add(site_);
}

SocketServer::SocketServer(ListenOptions options, Handler handler, ErrorSink on_exception)
    : SocketServer(std::move(options), std::move(handler), std::move(on_exception),
                   std::make_shared<ServingThreads>()) {}

SocketServer::~SocketServer() { Stop(); }

std::uint16_t SocketServer::port() const { return site_->port; }

const std::string& SocketServer::address() const { return site_->address; }

void SocketServer::BeginStop() {
  std::call_once(stop_begun_, [this] {
    stop_end_ = SteadyFromNow(site_->service.limits().stop_time);
    site_->service.BeginStop();
    threads_->Remove(*site_);
    site_->connections.CutIdle();
  });
}

void SocketServer::Stop() {
  BeginStop();
  if (cut_) return;
  std::call_once(stopped_, [this] {
    const std::chrono::nanoseconds left(std::max<SteadyInstant>(stop_end_ - SteadyNow(), 0));
    site_->connections.WaitUntilFewer(1, std::chrono::ceil<std::chrono::milliseconds>(left));
    site_->connections.CutAll();
    site_->connections.AwaitNone();
  });
}

void SocketServer::Cut() {
  cut_ = true;
  site_->service.BeginStop();
  threads_->Remove(*site_);
  site_->connections.CutAll();
}

}  // namespace grafake::server
