#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/exchange.h"
#include "conformance/history/event.h"

namespace grafake::conformance {

// What a client does next: the request, and the event as far as it is known before the answer.
struct Planned {
  OutgoingRequest request;
  Event event;
};

using WireAnswer = tl::expected<RecordedAnswer, std::string>;

// A thing on the target that clients change and look at, and what they saw of it. Thread-safe.
class Watched {
 public:
  Watched(std::string name, std::string kind) : history_{std::move(name), std::move(kind), {}} {}
  virtual ~Watched() = default;
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

  [[nodiscard]] Planned Next(std::mt19937_64& random);
  // What shows whether the change has been made, which is where a server that is late is caught.
  [[nodiscard]] Planned LookAfter(const Event& change, std::mt19937_64& random);
  // True once, for who is to end it and to make another one: it can have no more parts.
  [[nodiscard]] bool IsUsedUp();
  [[nodiscard]] Planned End();
  // What the client saw; `event` has its times.
  void Note(Event event, const WireAnswer& answer);

  [[nodiscard]] ThingHistory History();

 protected:
  // All with mutex_ held.
  [[nodiscard]] virtual Event Choose(std::mt19937_64& random) = 0;
  [[nodiscard]] virtual Event ChooseLook(const Event& change, std::mt19937_64& random) = 0;
  [[nodiscard]] virtual OutgoingRequest RequestFor(const Event& event) const = 0;
  virtual void Read(Event& event, const RecordedAnswer& answer) = 0;
  [[nodiscard]] virtual bool IsFull() const = 0;
  [[nodiscard]] const std::string& name() const { return history_.name; }

 private:
  std::mutex mutex_;
  ThingHistory history_;
  bool ended_ = false;
};

// A service account that is there, a Viewer without tokens.
[[nodiscard]] std::unique_ptr<Watched> WatchedAccount(std::string name, std::int64_t id, std::string admin);
// A team that is there, and users who come and go.
[[nodiscard]] std::unique_ptr<Watched> WatchedTeam(std::string name, std::int64_t id, std::vector<std::int64_t> users,
                                                   std::string admin);

}  // namespace grafake::conformance
