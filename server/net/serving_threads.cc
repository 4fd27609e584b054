#include "server/net/serving_threads.h"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <span>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "server/net/connection.h"
#include "server/net/connection_count.h"
#include "server/net/descriptors.h"
#include "server/net/gone_crowd.h"
#include "server/net/parked_connections.h"
#include "server/net/ready_connections.h"
#include "server/net/ready_listeners.h"
#include "server/net/sites.h"

namespace grafake::server {
namespace {

constexpr int kAcceptsInARow = 64;  // then other sites and the clock are looked at

// How long a full server waits for the one it has cut to be closed, before it looks again.
constexpr std::chrono::milliseconds kRoomTime{10};

constexpr std::chrono::milliseconds kForEver{-1};

// OpenSSL writes with write(2): a client that is gone must not end the process.
void BlockBrokenPipeSignal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

struct ServingThreads::Parts {
  void Start();
  void Stop();

  void Accept();
  void AcceptFrom(const std::shared_ptr<Site>& site);
  [[nodiscard]] bool HasRoom(Site& site);
  bool MakeRoomIn(Site& site);
  bool MakeRoomForAll(std::size_t most);
  void Take(const std::shared_ptr<Site>& site, Listener::Accepted accepted);
  void StartServer();
  void StartServerIfOfUse();
  void Serve();

  [[nodiscard]] std::size_t descriptor_room() const;

  Sites sites;
  ConnectionCount connections;
  ReadyListeners listeners;
  ReadyConnections ready;
  ParkedConnections parked{ready};
  std::atomic<std::size_t> most_threads{1};
  std::atomic<std::size_t> descriptors{0};  // for connections, and for listeners but one
  std::thread acceptor;
  std::vector<std::thread> servers;  // the acceptor's, while it runs
};

void ServingThreads::Parts::Start() try {
  StartServer();
  acceptor = std::thread([this] { Accept(); });
} catch (...) {  // no more threads to be had
  Stop();
  throw;
}

// The threads must run to the last: they alone remove connections.
void ServingThreads::Parts::Stop() {
  listeners.Stop();
  if (acceptor.joinable()) acceptor.join();
  connections.AwaitNone();
  ready.Stop();
  for (std::thread& server : servers) server.join();
}

// The accepting thread: new connections, whose time is up, and what a crowd has left.
void ServingThreads::Parts::Accept() {
  BlockBrokenPipeSignal();
  std::chrono::milliseconds interval{0};
  SteadyInstant next_sweep = 0;
  GoneCrowd crowd;
  std::array<const Site*, 64> space{};
  while (const auto some = listeners.Next(connections.count() == 0 ? kForEver : interval, space)) {
    for (const Site* const named : *some) {
      if (const auto site = sites.Find(named)) AcceptFrom(site);
    }
    if (const SteadyInstant now = SteadyNow(); now >= next_sweep) {
      interval = sites.CutExpired(now);
      next_sweep = SteadyFromNow(interval);
    }
    crowd.Look(connections.count());
  }
}

void ServingThreads::Parts::AcceptFrom(const std::shared_ptr<Site>& site) {
  const Lock lock(site->accepting);
  bool made_room = false;
  for (int i = 0; i < kAcceptsInARow && site->listener != nullptr && !site->service.stopping(); ++i) {
    if (!HasRoom(*site)) {
      // Once: it waits for those who go, and other sites and the clock wait with it.
      if (std::exchange(made_room, true) || !site->listener->HasWaiting() || !MakeRoomIn(*site)) return;
    }
    Listener::Accepted accepted = site->listener->Accept();
    if (accepted.outcome == Listener::Outcome::kNone) return;
    if (accepted.outcome == Listener::Outcome::kTryLater) return (void)MakeRoomForAll(connections.count());
    if (accepted.outcome == Listener::Outcome::kAccepted) Take(site, std::move(accepted));
  }
}

std::size_t ServingThreads::Parts::descriptor_room() const {
  const std::size_t others = std::max<std::size_t>(sites.size(), 1) - 1;
  return std::max<std::size_t>(descriptors - std::min<std::size_t>(others, descriptors), 1);
}

bool ServingThreads::Parts::HasRoom(Site& site) {
  return site.connections.size() < site.connection_limit() && connections.count() < descriptor_room();
}

// Who comes waits in the system's queue until the slowest one has gone. When all wait for the server itself, nobody
// goes.
bool ServingThreads::Parts::MakeRoomIn(Site& site) {
  const std::size_t most = site.connection_limit();
  if (site.connections.size() < most) return MakeRoomForAll(descriptor_room());
  site.service.NoteLimit(LimitNotes::Kind::kConnections, most);
  site.connections.CutSlowestUnlessFewer(most);
  return site.connections.WaitUntilFewer(most, kRoomTime);
}

// The site that has most connections gives way.
bool ServingThreads::Parts::MakeRoomForAll(std::size_t most) {
  const auto fullest = sites.FindFullest();
  if (fullest == nullptr) return false;
  fullest->service.NoteLimit(LimitNotes::Kind::kDescriptors, DescriptorLimit());
  const std::size_t all = connections.count();
  const std::size_t others = all - std::min(all, fullest->connections.size());
  fullest->connections.CutSlowestUnlessFewer(most - std::min(most, others));
  return connections.WaitUntilFewer(most, kRoomTime);
}

void ServingThreads::Parts::Take(const std::shared_ptr<Site>& site, Listener::Accepted accepted) {
  auto stream = site->tls ? site->tls->Accept(accepted.descriptor) : MakePlainStream(accepted.descriptor);
  if (stream == nullptr) return;
  auto connection = std::make_unique<Connection>(std::move(stream), std::move(accepted.peer), site->service);
  connection->SetHome({site, &site->connections});
  Connection& watched = *connection;
  site->connections.Add(std::move(connection));
  connections.Add();
  if (!ready.Add(watched)) {
    site->connections.Remove(&watched);
    connections.Remove();
  }
  StartServerIfOfUse();
}

void ServingThreads::Parts::StartServer() {
  servers.emplace_back([this] { Serve(); });
}

// There are as many as there have been connections at a time, until there are enough: most servers never need them all.
void ServingThreads::Parts::StartServerIfOfUse() try {
  if (servers.size() < std::min<std::size_t>(most_threads, connections.count())) StartServer();
} catch (const std::system_error&) {  // no more threads to be had: those that run serve the connection too
}

// One of the serving threads.
void ServingThreads::Parts::Serve() {
  BlockBrokenPipeSignal();
  ThreadMemory memory;
  while (Connection* const connection = ready.Next()) {
    auto next = Connection::Next::kClosed;
    try {
      next = connection->Serve(memory);
    } catch (...) {  // No memory for this client: it goes, the others stay.
    }
    if (next == Connection::Next::kLater && parked.Park(*connection, connection->resumes_at())) continue;
    if (next == Connection::Next::kClosed || next == Connection::Next::kLater) {
      OpenConnections::Leave(*connection);
      connections.Remove();
    } else {
      ready.WaitAgain(*connection, next);
    }
  }
}

ServingThreads::ServingThreads() : parts_(std::make_unique<Parts>()) { parts_->Start(); }

ServingThreads::~ServingThreads() { parts_->Stop(); }

void ServingThreads::Add(const std::shared_ptr<Site>& site) {
  Parts& p = *parts_;
  const auto threads = static_cast<std::size_t>(std::max(site->service.options().max_threads, 1));
  std::size_t most = p.most_threads;
  while (most < threads && !p.most_threads.compare_exchange_weak(most, threads)) continue;
  if (p.descriptors == 0) p.descriptors = DescriptorsForConnections();
  p.sites.Add(site);
  const Lock lock(site->accepting);
  if (p.listeners.Add(*site)) return;
  p.sites.Remove(*site);
  throw std::runtime_error("cannot watch sockets: the system has no memory left");
}

void ServingThreads::Remove(Site& site) {
  const Lock lock(site.accepting);
  if (site.listener == nullptr) return;
  parts_->listeners.Remove(site);
  parts_->sites.Remove(site);
  site.listener.reset();
}

}  // namespace grafake::server
