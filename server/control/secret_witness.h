#pragma once

#include <array>
#include <atomic>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/control/exchange.h"
#include "server/locks.h"
#include "server/storage/grounds.h"
#include "server/worlds/world.h"

namespace grafake::server {

// What a careful client does not do with a token.
enum class Mishap {
  kInUrl,
  kInReferer,
  kInUserAgent,
  kAfterDeletion,
  kAfterExpiry,
  kInAnotherWorld,
  kToControl,
  kWithoutTls
};
inline constexpr std::size_t kMishaps = 8;

struct MishapFact {
  std::string_view what;     // "in a URL"
  std::string_view instead;  // why that is bad, or what to do
};

[[nodiscard]] const MishapFact& FactOf(Mishap mishap);

// Sees where the tokens of a world turn up and should not. It keeps their names, never them. Thread-safe; a request
// without a mishap takes a look through its target and two of its headers.
class SecretWitness {
 public:
  static constexpr std::size_t kMost = 1000;  // of each mishap, sightings that are kept apart

  struct Sighting {
    Mishap mishap;
    std::string token;  // "<token known of robot>"
    std::string asked;  // "GET /api/teams/:teamId"; without secrets. Of kWithoutTls the first: it is counted by token

    friend auto operator<=>(const Sighting&, const Sighting&) = default;
  };
  struct Seen {
    std::uint64_t times = 0;
    Instant first;  // by the clock of the world
    Instant last;
    std::uint64_t request = 0;  // the id in the journal of the last one; 0: it is not there
  };
  using Others = std::function<std::vector<std::shared_ptr<World>>()>;

  // The world whose tokens these are, and all that there are. Before it is asked anything; it must outlive this.
  void BeOf(World& world, Others others);

  // `id`: its own in the journal; 0: it is not there.
  void Note(const Exchange& exchange, std::uint64_t id);
  // A request that is for control and no Grafana; `own` is the token of control itself.
  void NoteAtControl(const Request& request, Instant at, std::string_view own);

  [[nodiscard]] std::vector<std::pair<Sighting, Seen>> All() const;
  [[nodiscard]] std::uint64_t unlisted() const { return unlisted_; }  // beyond kMost
  void Clear();

 private:
  // Where something was seen.
  struct Place {
    const Request& request;
    std::string_view route;    // empty: none
    std::string_view hidden;   // as in Exchange
    const Exchange* exchange;  // null: it asks control
    Instant at;
    std::uint64_t id;
  };

  [[nodiscard]] static std::string TellAsked(const Place& place);
  void NoteRefusal(const Response& response, const Place& place);
  void NoteUnknown(const TokenUnknown& unknown, const Place& place);
  void NoteTarget(const Place& place);
  void NoteNetwork(const Response& response, const Place& place);
  void Count(Mishap mishap, std::string token, const Place& place);
  [[nodiscard]] std::string NameOf(std::string_view token) const;
  // "" where no other world knows it.
  [[nodiscard]] std::string NameElsewhere(std::string_view token) const;

  std::atomic<World*> world_ = nullptr;
  Others others_;
  mutable Mutex mutex_;
  using Sightings = std::map<Sighting, Seen>;
  [[nodiscard]] Sightings::iterator Find(const Sighting& sighting) REQUIRES(mutex_);

  Sightings seen_ GUARDED_BY(mutex_);
  std::array<std::size_t, kMishaps> kept_ GUARDED_BY(mutex_){};  // of each mishap
  std::atomic<std::uint64_t> unlisted_ = 0;
};

}  // namespace grafake::server
