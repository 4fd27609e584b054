#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "server/control/ended_coverage.h"
#include "server/control/exchange.h"
#include "server/control/faults.h"
#include "server/control/journal.h"
#include "server/control/secret_witness.h"
#include "server/control/seed.h"
#include "server/control/snapshots.h"
#include "server/control/test_clock.h"
#include "server/control/world_coverage.h"
#include "server/http/answerer.h"
#include "server/instance.h"
#include "server/system_time.h"
#include "server/worlds/companion.h"
#include "server/worlds/world.h"

namespace grafake::server {

// What control has of one world: whatever a test may do to it, and what it is told of it. Thread-safe.
class Controlled final : public Companion {
 public:
  explicit Controlled(Clock real = SystemTime) : clock_(std::move(real)) {}
  ~Controlled() override { EndFaults(); }
  Controlled(const Controlled&) = delete;
  Controlled& operator=(const Controlled&) = delete;

  [[nodiscard]] TestClock& clock() { return clock_; }
  [[nodiscard]] Snapshots& snapshots() { return snapshots_; }
  [[nodiscard]] Journal& journal() { return journal_; }
  [[nodiscard]] WorldCoverage& coverage() { return coverage_; }
  [[nodiscard]] SecretWitness& witness() { return witness_; }

  // What the world began with, where that was more than nothing: a seed. Set before anybody is answered.
  struct Start {
    World::State state;
    std::optional<Seed::ClockStart> clock;
    Randomness::Position randomness;
  };
  void KeepStart(Start start) { start_ = std::move(start); }
  [[nodiscard]] const Start& start() const { return start_; }
  [[nodiscard]] Faults& faults() { return faults_; }
  // Those that were not used up are told to whoever gets what was counted in the end.
  void EndFaults();

  // What all worlds share.
  struct Terms {
    bool label = false;                    // answers say how well they are known
    std::shared_ptr<EndedCoverage> ended;  // gets what was counted, in the end; null: nobody does
    std::string hidden = {};               // [grafake] control_token, which is not shown; empty: none
    SecretWitness::Others worlds = {};     // all that there are; null: this one alone
  };
  // The world that it is of, which must outlive it, before that is asked anything.
  void BeOf(World& world, Terms terms);

  using Refuse = std::function<std::optional<Response>(const Request&)>;

  // Answers a request in the place of the world, whose own answer is `truth`; `look` asks it without a trace.
  [[nodiscard]] Response Attend(const Request& request, const Answerer& truth, const Faults::Look& look);
  // `refuse` is why the world refuses a request by its head alone.
  [[nodiscard]] std::optional<Response> AttendUnread(const Request& head, const Refuse& refuse,
                                                     const Faults::Look& look);

  // A request could not be answered but with this: its handler broke down.
  void Break(const Request& request, Response& response);

 private:
  // Everybody is told of it; `response` is the exchange's own, and gets its label.
  void Conclude(Exchange exchange, Response& response);
  void HideIn(Exchange& exchange) const;
  void Explain(Exchange& exchange);
  // Of one who names a fault that is not there, and believes that he meets it.
  [[nodiscard]] std::optional<Response> RefuseUnknownFault(const Request& request);

  std::atomic<World*> world_ = nullptr;
  std::string name_;  // of the world, which may have gone before
  std::shared_ptr<EndedCoverage> ended_;
  bool label_ = false;
  std::string hidden_;
  std::string jwt_header_;
  TestClock clock_;
  Snapshots snapshots_;
  Start start_;
  Journal journal_;
  Faults faults_;
  WorldCoverage coverage_;
  SecretWitness witness_;
};

// Has the Instance go by that clock, and the journal by the settings.
inline void GoBy(const std::shared_ptr<Controlled>& controlled, InstanceSettings& instance) {
  controlled->journal().KeepAtMost(instance.journal);
  instance.clock = [controlled] { return controlled->clock().Now(); };
}

// Null: the world was opened without.
[[nodiscard]] inline Controlled* FindControlled(const World& world) {
  return static_cast<Controlled*>(world.companion().get());
}

// Of a world that was opened with one.
[[nodiscard]] inline Controlled& ControlledOf(const World& world) { return *FindControlled(world); }

}  // namespace grafake::server
