#include "server/control/usual_records.h"

#include <functional>

namespace grafake::server {
namespace {

// The beginning and the length tell most apart.
std::size_t HashOfText(std::string_view text) {
  constexpr std::size_t kHashed = 64;
  return std::hash<std::string_view>()(text.substr(0, kHashed)) + text.size() * 7;
}

}  // namespace

UsualRecords& UsualRecords::OfThisThread() {
  thread_local UsualRecords records;
  return records;
}

std::size_t UsualRecords::SlotOfEntry(const Exchange& exchange) {
  const auto token = static_cast<std::size_t>(exchange.response.token_id);
  return (HashOfText(exchange.request.path) + token + static_cast<std::size_t>(exchange.response.status)) % kSlots;
}

std::size_t UsualRecords::SlotOfBodies(const Exchange& exchange) {
  return (HashOfText(exchange.response.body) + exchange.request.body.size()) % kSlots;
}

std::shared_ptr<const JournalEntry> UsualRecords::FindEntry(std::uint64_t journal, const Exchange& exchange) const {
  const auto& slot = entries_.at(SlotOfEntry(exchange));
  return slot.journal == journal && slot.kept->IsOf(exchange) ? slot.kept : nullptr;
}

std::shared_ptr<const JournalBodies> UsualRecords::FindBodies(std::uint64_t journal, const Exchange& exchange) const {
  const auto& slot = bodies_.at(SlotOfBodies(exchange));
  return slot.journal == journal && slot.kept->IsOf(exchange) ? slot.kept : nullptr;
}

void UsualRecords::Learn(std::uint64_t journal, const Exchange& exchange,
                         const std::shared_ptr<const JournalEntry>& entry) {
  if (entry->IsOf(exchange)) entries_.at(SlotOfEntry(exchange)) = {journal, entry};
}

void UsualRecords::Learn(std::uint64_t journal, const Exchange& exchange,
                         const std::shared_ptr<const JournalBodies>& bodies) {
  if (bodies->size() <= kLongestBodies && bodies->IsOf(exchange))
    bodies_.at(SlotOfBodies(exchange)) = {journal, bodies};
}

}  // namespace grafake::server
