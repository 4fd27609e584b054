#pragma once

#include <memory>

#include "server/net/site.h"

namespace grafake::server {

// The threads that serve any number of sites, and the process's descriptors that they share: one accepts and keeps
// time, others, as many as the most demanding site's `max_threads`, wait together for whatever connection has something
// to say and answer it in place: no queue, no hand-over, and an idle or slow connection holds none of them. They know
// nothing of each other's sites; one that is busy gives way like any other when descriptors run out. Thread-safe.
class ServingThreads {
 public:
  // Starts the first two. Throws std::runtime_error when the system has no threads or descriptors left.
  ServingThreads();
  // Waits for the handlers that still run. Every site has been removed, and its connections cut.
  ~ServingThreads();
  ServingThreads(const ServingThreads&) = delete;
  ServingThreads& operator=(const ServingThreads&) = delete;

  // Takes clients from its listener from now on. Throws std::runtime_error when the system cannot watch one more.
  void Add(const std::shared_ptr<Site>& site);
  // Closes its listener: nobody is taken from it when this returns. Those who are connected stay. A second call does
  // nothing.
  void Remove(Site& site);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace grafake::server
