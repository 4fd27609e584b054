#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "server/control/exchange.h"
#include "server/control/journal_entry.h"

namespace grafake::server {

// What the journals keep of exchanges that said the same as one before: most do, and then it is neither looked through
// nor copied again. Of one thread. It holds only what journals hold, so no secret.
class UsualRecords {
 public:
  static constexpr std::size_t kLongestBodies = std::size_t{4} << 10;  // bytes of both; longer ones are not kept

  [[nodiscard]] static UsualRecords& OfThisThread();

  // What the journal of that number has kept of one that said the same; null: of none, or it is forgotten. What is
  // found of the bodies is good for an exchange only whose head shows no secret of no form, and the other way round.
  [[nodiscard]] std::shared_ptr<const JournalEntry> FindEntry(std::uint64_t journal, const Exchange& exchange) const;
  [[nodiscard]] std::shared_ptr<const JournalBodies> FindBodies(std::uint64_t journal, const Exchange& exchange) const;

  // Of an exchange that shows no secret of no form. Kept where it says what the exchange says, but for its credential.
  void Learn(std::uint64_t journal, const Exchange& exchange, const std::shared_ptr<const JournalEntry>& entry);
  void Learn(std::uint64_t journal, const Exchange& exchange, const std::shared_ptr<const JournalBodies>& bodies);

 private:
  template <class Kept>
  struct Slot {
    std::uint64_t journal = 0;
    std::shared_ptr<const Kept> kept;
  };
  static constexpr std::size_t kSlots = 64;

  [[nodiscard]] static std::size_t SlotOfEntry(const Exchange& exchange);
  [[nodiscard]] static std::size_t SlotOfBodies(const Exchange& exchange);

  std::array<Slot<JournalEntry>, kSlots> entries_;
  std::array<Slot<JournalBodies>, kSlots> bodies_;
};

}  // namespace grafake::server
