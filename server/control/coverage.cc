#include "server/control/coverage.h"

#include <functional>
#include <memory>

namespace grafake::server {
namespace {

std::size_t HashOf(const MetAnswer& met) {
  const std::hash<std::string_view> hash;
  return hash(met.route) ^ (hash(met.method) << 1U) ^ (hash(met.message) << 2U) ^ hash(met.path) ^
         static_cast<std::size_t>(met.status);
}

}  // namespace

Coverage::~Coverage() {
  for (auto& bucket : buckets_) {
    for (Kept* kept = bucket; kept != nullptr;) delete std::exchange(kept, kept->next);
  }
}

Coverage::Kept* Coverage::Find(Kept* from, const MetAnswer& met) {
  while (from != nullptr && from->kind.In<std::string_view>() != met) from = from->next;
  return from;
}

Coverage::Kept* Coverage::Keep(std::atomic<Kept*>& bucket, const MetAnswer& met) {
  const bool unknown = met.route.empty();
  if (kept_ >= kMost || (unknown && unknown_ >= kMostUnknown)) return nullptr;
  auto made = std::make_unique<Kept>();
  made->kind = met.In<std::string>();
  made->next = bucket;
  do {
    if (Kept* const others = Find(made->next, met)) return others;  // another thread was quicker
  } while (!bucket.compare_exchange_weak(made->next, made.get()));
  ++kept_;
  if (unknown) ++unknown_;
  return made.release();
}

void Coverage::Count(const MetAnswer& met, std::uint64_t times) {
  auto& bucket = buckets_[HashOf(met) % kBuckets];
  Kept* kept = Find(bucket, met);
  if (kept == nullptr) kept = Keep(bucket, met);
  (kept == nullptr ? uncounted_ : kept->times) += times;
}

std::vector<Coverage::Counted> Coverage::Kinds() const {
  std::vector<Counted> kinds;
  for (const auto& bucket : buckets_) {
    for (const Kept* kept = bucket; kept != nullptr; kept = kept->next) {
      if (const std::uint64_t times = kept->times; times != 0) kinds.push_back({kept->kind, times});
    }
  }
  return kinds;
}

void Coverage::Clear() {
  for (auto& bucket : buckets_) {
    for (Kept* kept = bucket; kept != nullptr; kept = kept->next) kept->times = 0;
  }
  for (auto& times : occasions_) times = 0;
  uncounted_ = 0;
}

void Coverage::MoveTo(Coverage& other) {
  for (auto& bucket : buckets_) {
    for (Kept* kept = bucket; kept != nullptr; kept = kept->next) {
      if (const std::uint64_t times = kept->times.exchange(0); times != 0)
        other.Count(kept->kind.In<std::string_view>(), times);
    }
  }
  for (std::size_t i = 0; i != kOccasions; ++i) other.occasions_.at(i) += occasions_.at(i).exchange(0);
  other.uncounted_ += uncounted_.exchange(0);
}

void Coverage::Add(const Coverage& other) {
  for (const auto& [kind, times] : other.Kinds()) Count(kind.In<std::string_view>(), times);
  for (std::size_t i = 0; i != kOccasions; ++i) occasions_[i] += other.occasions_[i];
  uncounted_ += other.uncounted_;
}

}  // namespace grafake::server
