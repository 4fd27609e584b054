#pragma once

namespace grafake::server {

// What whoever opens a world keeps beside it, for as long as anybody holds the world.
class Companion {
 public:
  Companion() = default;
  Companion(const Companion&) = delete;
  Companion& operator=(const Companion&) = delete;
  virtual ~Companion() = default;
};

}  // namespace grafake::server
