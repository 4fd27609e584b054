#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "server/control/exchange.h"
#include "server/control/journal_entry.h"
#include "server/locks.h"

namespace grafake::server {

// An exchange that the journal has, for whoever reads it: stays as it is, whatever the journal forgets.
struct JournalRecord {
  std::uint64_t id = 0;  // from 1, in the order in which answers were ready
  Instant at;            // the time of the world when the request came
  std::chrono::nanoseconds took{0};
  std::shared_ptr<const JournalEntry> entry;    // never null
  std::shared_ptr<const JournalBodies> bodies;  // null: there were none, or they are forgotten
  bool bodies_forgotten = false;

  [[nodiscard]] JournalBodies::Body request() const { return bodies ? bodies->request() : JournalBodies::Body(); }
  [[nodiscard]] JournalBodies::Body response() const { return bodies ? bodies->response() : JournalBodies::Body(); }
};

// The last exchanges of a world, without any secret. Thread-safe: who notes one makes the copy alone, and holds the
// lock only to put it behind the others.
class Journal {
 public:
  static constexpr std::size_t kUsual = 1000;                       // exchanges
  static constexpr std::size_t kMostBytes = std::size_t{64} << 20;  // of them all; the oldest bodies go first

  // `most_bytes` is what a test makes small.
  explicit Journal(std::size_t most = kUsual, std::size_t most_bytes = kMostBytes)
      : number_(NextNumber()), most_(most), most_bytes_(most_bytes) {}

  // From now on it keeps so many; 0: it is off.
  void KeepAtMost(std::size_t most);
  [[nodiscard]] bool on() const { return most_ != 0; }

  // The id; 0 while it is off.
  std::uint64_t Note(const Exchange& exchange);

  // Forgets all; the next one gets the next id all the same.
  void Clear();

  struct Page {
    std::vector<JournalRecord> records;  // by id
    std::uint64_t last = 0;              // the id that was given last, whatever is still there
    std::uint64_t lost = 0;              // so many above `since` are forgotten to keep the limits
  };
  // What has an id above `since`.
  [[nodiscard]] Page After(std::uint64_t since) const;

  // Waits until one is noted with an id above `since`, or until then.
  void AwaitAfter(std::uint64_t since, std::chrono::steady_clock::time_point until) const;

 private:
  [[nodiscard]] static std::uint64_t NextNumber();

  // To be freed without the lock. One is the usual thing, which takes no memory.
  class Dropped {
   public:
    void Take(JournalRecord record);

   private:
    JournalRecord one_;
    std::vector<JournalRecord> others_;
  };

  void Put(JournalRecord record, Dropped& dropped) REQUIRES(mutex_);
  void DropBodies(Dropped& dropped) REQUIRES(mutex_);
  void DropFirst(Dropped& dropped) REQUIRES(mutex_);

  // Of the exchange, its id left out.
  [[nodiscard]] JournalRecord RecordOf(const Exchange& exchange) const;

  const std::uint64_t number_;  // of this journal among all of the process
  std::atomic<std::size_t> most_;
  const std::size_t most_bytes_;
  mutable Mutex mutex_;
  mutable Condition noted_;
  mutable int waiting_ GUARDED_BY(mutex_) = 0;
  std::deque<JournalRecord> records_ GUARDED_BY(mutex_);  // by id, without a gap
  std::size_t with_bodies_ GUARDED_BY(mutex_) = 0;        // records_ before this one have none any more
  std::size_t bytes_ GUARDED_BY(mutex_) = 0;
  std::uint64_t last_ GUARDED_BY(mutex_) = 0;
  std::uint64_t cleared_ GUARDED_BY(mutex_) = 0;  // the last id when it was last cleared
};

}  // namespace grafake::server
