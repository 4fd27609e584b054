#include "server/domain/randomness.h"

#include "server/domain/digest.h"

namespace grafake::server {
namespace {

thread_local Randomness* used_randomness = nullptr;

}  // namespace

std::string Randomness::Bytes(std::size_t size) {
  std::string bytes;
  while (bytes.size() < size) {
    std::uint64_t block = 0;
    {
      const Lock lock(mutex_);
      block = position_.block++;
    }
    const Sha256 digest = Sha256Of(std::to_string(number_) + ":" + std::to_string(block));
    bytes.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  }
  bytes.resize(size);
  return bytes;
}

std::uint32_t Randomness::Count() {
  const Lock lock(mutex_);
  return position_.count++;
}

Randomness::Position Randomness::Keep() const {
  const Lock lock(mutex_);
  return position_;
}

void Randomness::Rewind(Position position) {
  const Lock lock(mutex_);
  position_ = position;
}

Randomness::Use::Use(Randomness* randomness) : before_(used_randomness) { used_randomness = randomness; }

Randomness::Use::~Use() { used_randomness = before_; }

Randomness* Randomness::InUse() { return used_randomness; }

}  // namespace grafake::server
