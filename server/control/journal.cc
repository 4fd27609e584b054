#include "server/control/journal.h"

#include <algorithm>
#include <utility>

#include "server/control/exchange_secrets.h"
#include "server/control/usual_records.h"

namespace grafake::server {
namespace {

// One in the list, with what the allocator needs for three blocks.
constexpr std::size_t kRecordOverhead = sizeof(JournalRecord) + 64;

std::size_t SizeOf(const JournalRecord& record) {
  return kRecordOverhead + record.entry->size() + (record.bodies ? record.bodies->size() : 0);
}

}  // namespace

std::uint64_t Journal::NextNumber() {
  static std::atomic<std::uint64_t> last = 0;
  return ++last;
}

void Journal::Dropped::Take(JournalRecord record) {
  if (one_.entry == nullptr && one_.bodies == nullptr) {
    one_ = std::move(record);
  } else {
    others_.push_back(std::move(record));
  }
}

void Journal::KeepAtMost(std::size_t most) {
  Dropped dropped;
  const Lock lock(mutex_);
  most_ = most;
  while (records_.size() > most) DropFirst(dropped);
}

std::uint64_t Journal::Note(const Exchange& exchange) {
  if (!on()) return 0;
  JournalRecord record = RecordOf(exchange);
  Dropped dropped;
  const Lock lock(mutex_);
  record.id = ++last_;
  Put(std::move(record), dropped);
  if (waiting_ != 0) noted_.NotifyAll();
  return last_;
}

// What an exchange shows and has no form may stand in its head and in its bodies: both are looked at for both.
JournalRecord Journal::RecordOf(const Exchange& exchange) const {
  UsualRecords& usual = UsualRecords::OfThisThread();
  const bool silent = exchange.request.body.empty() && exchange.response.body.empty();
  JournalRecord record{.at = exchange.at, .took = exchange.took};
  if (!silent) record.bodies = usual.FindBodies(number_, exchange);
  if (exchange.request.body.empty() || record.bodies != nullptr) record.entry = usual.FindEntry(number_, exchange);
  if (record.entry != nullptr && (silent || record.bodies != nullptr)) return record;

  const ExchangeSecrets secrets(exchange);
  if (record.entry == nullptr) {
    record.entry = std::make_shared<const JournalEntry>(exchange, secrets.known());
    if (!secrets.shows_shapeless()) usual.Learn(number_, exchange, record.entry);
  }
  if (!silent && (record.bodies == nullptr || secrets.shows_shapeless())) {
    record.bodies = std::make_shared<const JournalBodies>(exchange, secrets.known());
    if (!secrets.shows_shapeless()) usual.Learn(number_, exchange, record.bodies);
  }
  return record;
}

void Journal::Put(JournalRecord record, Dropped& dropped) {
  bytes_ += SizeOf(record);
  records_.push_back(std::move(record));
  while (records_.size() > most_) DropFirst(dropped);
  while (bytes_ > most_bytes_ && with_bodies_ < records_.size()) DropBodies(dropped);
  while (bytes_ > most_bytes_ && !records_.empty()) DropFirst(dropped);
}

void Journal::DropBodies(Dropped& dropped) {
  JournalRecord& record = records_[with_bodies_++];
  if (record.bodies == nullptr) return;
  bytes_ -= record.bodies->size();
  dropped.Take({.bodies = std::exchange(record.bodies, nullptr)});
  record.bodies_forgotten = true;
}

void Journal::DropFirst(Dropped& dropped) {
  bytes_ -= SizeOf(records_.front());
  dropped.Take(std::move(records_.front()));
  records_.pop_front();
  if (with_bodies_ != 0) --with_bodies_;
}

void Journal::Clear() {
  std::deque<JournalRecord> dropped;
  const Lock lock(mutex_);
  dropped.swap(records_);
  with_bodies_ = 0;
  bytes_ = 0;
  cleared_ = last_;
}

Journal::Page Journal::After(std::uint64_t since) const {
  const Lock lock(mutex_);
  Page page{.last = last_};
  const std::uint64_t first = last_ - records_.size() + 1;  // that is there
  const std::uint64_t from = std::max(since, cleared_) + 1;
  page.lost = first > from ? first - from : 0;
  const std::uint64_t skipped = from > first ? std::min<std::uint64_t>(from - first, records_.size()) : 0;
  page.records.assign(records_.begin() + static_cast<std::ptrdiff_t>(skipped), records_.end());
  return page;
}

void Journal::AwaitAfter(std::uint64_t since, std::chrono::steady_clock::time_point until) const {
  Lock lock(mutex_);
  ++waiting_;
  noted_.WaitUntil(lock, until, [&]() REQUIRES(mutex_) { return last_ > since; });
  --waiting_;
}

}  // namespace grafake::server
