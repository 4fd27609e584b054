#include "server/net/socket_server.h"

#include <poll.h>
#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "server/net/connection.h"
#include "server/net/descriptors.h"
#include "server/net/listener.h"
#include "server/net/open_connections.h"
#include "server/net/ready_connections.h"
#include "server/net/request_service.h"
#include "server/net/tls_stream.h"
#include "server/net/wake_event.h"

namespace grafake::server {
namespace {

constexpr int kAcceptsInARow = 64;  // then the clock is looked at

// How long a full server waits for the one it has cut to be closed, before it looks again.
constexpr std::chrono::milliseconds kRoomTime{10};

std::chrono::milliseconds SweepInterval(const Limits& limits) {
  using std::chrono::milliseconds;
  const auto shortest = std::min({limits.head_time, limits.stall_time, limits.transfer_time, limits.drain_time});
  return std::clamp(shortest / 4, milliseconds(5), milliseconds(250));
}

// OpenSSL writes with write(2): a client that is gone must not end the process.
void BlockBrokenPipeSignal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

struct SocketServer::Parts {
  Parts(ListenOptions options, Handler handler, ErrorSink on_exception)
      : service(std::move(options), std::move(handler), std::move(on_exception)),
        connection_limit(std::clamp<std::size_t>(service.limits().connections, 1, DescriptorsForConnections())) {
    if (service.options().tls) tls = std::make_unique<TlsContext>(*service.options().tls);
    listener = std::make_unique<Listener>(service.options());
    port = listener->port();
    address = listener->address();
  }

  void Accept();
  void AcceptWaiting();
  bool MakeRoom(std::size_t most);
  void Take(Listener::Accepted accepted);
  void StartServer();
  void StartServerIfOfUse();
  void Serve();

  RequestService service;
  const std::size_t connection_limit;
  std::unique_ptr<TlsContext> tls;
  std::unique_ptr<Listener> listener;
  std::uint16_t port = 0;
  std::string address;
  ReadyConnections ready;
  OpenConnections connections;
  WakeEvent wake;
  std::once_flag stopped;
  std::thread acceptor;
  std::vector<std::thread> servers;  // the acceptor's, while it runs
};

// The accepting thread: new connections, and whose time is up.
void SocketServer::Parts::Accept() {
  BlockBrokenPipeSignal();
  const auto interval = SweepInterval(service.limits());
  SteadyInstant next_sweep = SteadyFromNow(interval);
  while (!service.stopping()) {
    pollfd watched[] = {{wake.descriptor(), POLLIN, 0}, {listener->descriptor(), POLLIN, 0}};
    ::poll(watched, 2, connections.size() == 0 ? -1 : static_cast<int>(interval.count()));
    if (watched[0].revents != 0) return;
    if (watched[1].revents != 0) AcceptWaiting();
    if (const SteadyInstant now = SteadyNow(); now >= next_sweep) {
      connections.CutExpired(now);
      next_sweep = SteadyFromNow(interval);
    }
  }
}

void SocketServer::Parts::AcceptWaiting() {
  for (int i = 0; i < kAcceptsInARow; ++i) {
    if (connections.size() >= connection_limit && (!listener->HasWaiting() || !MakeRoom(connection_limit))) return;
    Listener::Accepted accepted = listener->Accept();
    if (accepted.outcome == Listener::Outcome::kNone) return;
    if (accepted.outcome == Listener::Outcome::kTryLater) return (void)MakeRoom(connections.size());
    if (accepted.outcome == Listener::Outcome::kAccepted) Take(std::move(accepted));
  }
}

// Who comes waits in the system's queue until the slowest one has gone. When all wait for the server itself, nobody
// goes.
bool SocketServer::Parts::MakeRoom(std::size_t most) {
  if (most < service.limits().connections) {
    service.NoteLimit(LimitNotes::Kind::kDescriptors, DescriptorLimit());
  } else {
    service.NoteLimit(LimitNotes::Kind::kConnections, most);
  }
  connections.CutSlowestUnlessFewer(most);
  return connections.WaitUntilFewer(most, kRoomTime);
}

void SocketServer::Parts::Take(Listener::Accepted accepted) {
  auto stream = tls ? tls->Accept(accepted.descriptor) : MakePlainStream(accepted.descriptor);
  if (stream == nullptr) return;
  auto connection = std::make_unique<Connection>(std::move(stream), std::move(accepted.peer), service);
  Connection& watched = *connection;
  connections.Add(std::move(connection));
  if (!ready.Add(watched)) connections.Remove(&watched);
  StartServerIfOfUse();
}

void SocketServer::Parts::StartServer() {
  servers.emplace_back([this] { Serve(); });
}

// There are as many as there have been connections at a time, until there are enough: most servers never need them all.
void SocketServer::Parts::StartServerIfOfUse() try {
  const auto most = static_cast<std::size_t>(std::max(service.options().max_threads, 1));
  if (servers.size() < std::min(most, connections.size())) StartServer();
} catch (const std::system_error&) {  // no more threads to be had: those that run serve the connection too
}

// One of the serving threads.
void SocketServer::Parts::Serve() {
  BlockBrokenPipeSignal();
  ThreadMemory memory;
  while (Connection* const connection = ready.Next()) {
    auto next = Connection::Next::kClosed;
    try {
      next = connection->Serve(memory);
    } catch (...) {  // No memory for this client: it goes, the others stay.
    }
    if (next == Connection::Next::kClosed) {
      connections.Remove(connection);
    } else {
      ready.WaitAgain(*connection, next);
    }
  }
}

SocketServer::SocketServer(ListenOptions options, Handler handler, ErrorSink on_exception)
    : parts_(std::make_unique<Parts>(std::move(options), std::move(handler), std::move(on_exception))) {
  try {
    parts_->StartServer();
    parts_->acceptor = std::thread([this] { parts_->Accept(); });
  } catch (...) {  // no more threads to be had
    Stop();
    throw;
  }
}

SocketServer::~SocketServer() { Stop(); }

std::uint16_t SocketServer::port() const { return parts_->port; }

const std::string& SocketServer::address() const { return parts_->address; }

void SocketServer::Stop() {
  std::call_once(parts_->stopped, [this] {
    parts_->service.BeginStop();
    parts_->wake.Set();
    if (parts_->acceptor.joinable()) parts_->acceptor.join();
    parts_->listener.reset();
    parts_->connections.CutIdle();
    parts_->connections.WaitUntilFewer(1, parts_->service.limits().stop_time);
    parts_->connections.CutAll();
    parts_->ready.Stop();
    for (std::thread& server : parts_->servers) server.join();
    parts_->connections.Clear();
  });
}

}  // namespace grafake::server
