#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "server/control/exchange.h"
#include "server/releases/release.h"

namespace grafake::server {

// What sooner or later happens to every client of Grafana, so that the tests of a careful one have met it.
enum class Occasion { kExpiredToken, kDisabledAccount, kTakenName, kSecondPage, kLostAnswer, kForbidden };
inline constexpr std::size_t kOccasions = 6;

struct OccasionFact {
  Occasion occasion;
  std::string_view name;   // "expired token"
  std::string_view about;  // what the client meets
  std::string_view how;    // what a test does to bring it about
};

// All of them, in their order.
[[nodiscard]] const std::array<OccasionFact, kOccasions>& Occasions();

[[nodiscard]] inline const OccasionFact& FactOf(Occasion occasion) {
  return Occasions()[static_cast<std::size_t>(occasion)];
}

// Which of them that was, in a world of this release. `message` is MessageIn() of the answer.
[[nodiscard]] std::vector<Occasion> OccasionsOf(const Exchange& exchange, std::string_view message,
                                                const Release& release);

}  // namespace grafake::server
