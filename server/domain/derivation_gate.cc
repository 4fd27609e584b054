#include "server/domain/derivation_gate.h"

#include "server/domain/digest.h"

namespace grafake::server {

bool DerivationGate::Enter() {
  Lock lock(mutex_);
  if (free_ == 0 && waiting_ >= most_waiting_) return false;
  ++waiting_;
  const bool came = left_.WaitFor(lock, patience_, [this]() REQUIRES(mutex_) { return free_ > 0; });
  --waiting_;
  if (came) --free_;
  return came;
}

void DerivationGate::Leave() {
  {
    const Lock lock(mutex_);
    ++free_;
  }
  left_.NotifyOne();
}

std::optional<std::string> DerivationGate::Derive(std::string_view secret, std::string_view salt) {
  if (!Enter()) return std::nullopt;
  std::string derived = Pbkdf2Hex(secret, salt);
  Leave();
  return derived;
}

}  // namespace grafake::server
