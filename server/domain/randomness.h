#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "server/locks.h"

namespace grafake::server {

// Random bytes that are the same whenever they are drawn in the same order: for a world whose ids and secrets a test
// wants to know beforehand, and for nothing that strangers could reach. Thread-safe.
class Randomness {
 public:
  explicit Randomness(std::uint64_t number) : number_(number) {}

  [[nodiscard]] std::string Bytes(std::size_t size);
  [[nodiscard]] std::uint32_t Count();  // one more each time

  // How far it has come, and back there.
  struct Position {
    std::uint64_t block = 0;
    std::uint32_t count = 0;
  };
  [[nodiscard]] Position Keep() const;
  void Rewind(Position position);

  // While it lives, this thread draws from there; null: from the system, as without one.
  class Use {
   public:
    explicit Use(Randomness* randomness);
    ~Use();
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

   private:
    Randomness* const before_;
  };
  [[nodiscard]] static Randomness* InUse();  // null: the system's

 private:
  const std::uint64_t number_;
  mutable Mutex mutex_;
  Position position_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
