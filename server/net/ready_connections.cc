#include "server/net/ready_connections.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <stdexcept>

namespace grafake::server {
namespace {

std::uint32_t EventsFor(Connection::Next next) {
  switch (next) {
    case Connection::Next::kReadable:
      return EPOLLIN | EPOLLONESHOT;
    case Connection::Next::kWritable:
      return EPOLLOUT | EPOLLONESHOT;
    case Connection::Next::kAgain:
    case Connection::Next::kLater:
    case Connection::Next::kClosed:
      break;
  }
  return EPOLLIN | EPOLLOUT | EPOLLONESHOT;  // ready at once, behind the others
}

}  // namespace

ReadyConnections::ReadyConnections() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  epoll_event event{.events = EPOLLIN, .data = {.ptr = nullptr}};
  if (epoll_ >= 0 && ::epoll_ctl(epoll_, EPOLL_CTL_ADD, stop_.descriptor(), &event) == 0) return;
  ::close(epoll_);
  throw std::runtime_error("cannot watch sockets: the system has no descriptors left");
}

ReadyConnections::~ReadyConnections() { ::close(epoll_); }

bool ReadyConnections::Watch(int operation, Connection& connection, Connection::Next next) const {
  epoll_event event{.events = EventsFor(next), .data = {.ptr = &connection}};
  const int descriptor = connection.descriptor();
  HandOver& hand_over = connection.hand_over();
  hand_over.Begin();
  const bool watched = ::epoll_ctl(epoll_, operation, descriptor, &event) == 0;
  hand_over.End();
  return watched;
}

bool ReadyConnections::Add(Connection& connection) const {
  return Watch(EPOLL_CTL_ADD, connection, Connection::Next::kReadable);
}

void ReadyConnections::WaitAgain(Connection& connection, Connection::Next next) const {
  (void)Watch(EPOLL_CTL_MOD, connection, next);  // cannot fail for a socket that is watched already
}

Connection* ReadyConnections::Next() const {
  epoll_event event{};
  int count = 0;
  do count = ::epoll_wait(epoll_, &event, 1, -1);
  while (count < 0 && errno == EINTR);
  auto* const connection = count == 1 ? static_cast<Connection*>(event.data.ptr) : nullptr;
  if (connection != nullptr) connection->hand_over().Receive();
  return connection;
}

void ReadyConnections::Stop() const { stop_.Set(); }

}  // namespace grafake::server
