#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

namespace grafake::server {

class World;

// A world cannot be reached: the sentence names the address and why.
class NoAddress : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Where a world is reached, known before anybody is answered there. Whoever makes Worlds says how one is had, so that
// they know nothing of sockets. Thread-safe once it serves.
class WorldAddress {
 public:
  WorldAddress() = default;
  WorldAddress(const WorldAddress&) = delete;
  WorldAddress& operator=(const WorldAddress&) = delete;
  virtual ~WorldAddress() = default;

  [[nodiscard]] virtual std::string url() const = 0;     // "http://127.0.0.1:3000/"
  [[nodiscard]] virtual std::uint16_t port() const = 0;  // 0 where there is none

  // From now on the world answers whoever comes. Called once. Throws NoAddress when nobody can come.
  virtual void Serve(std::shared_ptr<World> world) = 0;

  // Takes nobody any more and lets requests under way finish; BeginStop() waits for nothing, so that many end at the
  // same time.
  virtual void BeginStop() = 0;
  virtual void Stop() = 0;
  // Ends at once, requests under way included, and waits for nothing: no request is answered from then on. A handler
  // that still runs has its world until it is done.
  virtual void Cut() = 0;
};

}  // namespace grafake::server
