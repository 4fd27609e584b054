#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <list>
#include <optional>
#include <unordered_map>
#include <utility>

namespace grafake::server {

// How many entries a cache keeps whose keys come out of what clients send: one limit for all of them, since each entry
// is some hundred bytes and whoever asks for ever new ones must not make the process grow.
inline constexpr std::size_t kMostRemembered = 10'000;

// The same where each key is a token that somebody was allowed to make: so many may be in use without a look into the
// database, for 200 bytes each.
inline constexpr std::size_t kMostTokensRemembered = 131'072;

// Remembers values by key, at most so many; one that nobody has asked for lately goes first. Not thread-safe by itself:
// callers guard it with a shared mutex, and may call Find under the shared lock.
template <class Key, class Value, class Hash = std::hash<Key>>
class BoundedCache {
 public:
  explicit BoundedCache(std::size_t most = kMostRemembered) : most_(most) {}

  [[nodiscard]] const Value* Find(const Key& key) const {
    const auto found = places_.find(key);
    if (found == places_.end()) return nullptr;
    found->second->asked = true;
    return &found->second->value;
  }

  // Replaces what was kept under that key. Returns what had to go for it.
  std::optional<Value> Keep(const Key& key, Value value) {
    if (const auto known = places_.find(key); known != places_.end()) {
      known->second->value = std::move(value);
      return std::nullopt;
    }
    auto gone = places_.size() >= most_ ? std::optional(MakeRoom()) : std::nullopt;
    entries_.emplace_back(key, std::move(value));
    places_.emplace(key, std::prev(entries_.end()));
    return gone;
  }

  void Erase(const Key& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return;
    entries_.erase(found->second);
    places_.erase(found);
  }

  // `gone(key, value)` says which ones.
  template <class Predicate>
  void EraseIf(Predicate gone) {
    for (auto entry = entries_.begin(); entry != entries_.end();) {
      const auto next = std::next(entry);
      if (gone(entry->key, entry->value)) Erase(Key(entry->key));
      entry = next;
    }
  }

  void Clear() {
    places_.clear();
    entries_.clear();
  }

  [[nodiscard]] std::size_t size() const { return places_.size(); }

 private:
  struct Entry {
    Entry(const Key& k, Value v) : key(k), value(std::move(v)) {}
    Key key;
    Value value;
    mutable std::atomic<bool> asked = false;  // since it was last passed over
  };

  // Drops the oldest entry that was not asked for; those that were get another round.
  Value MakeRoom() {
    while (entries_.front().asked.exchange(false)) entries_.splice(entries_.end(), entries_, entries_.begin());
    Value gone = std::move(entries_.front().value);
    places_.erase(entries_.front().key);
    entries_.pop_front();
    return gone;
  }

  std::size_t most_;
  std::list<Entry> entries_;  // in the order in which they may have to go
  std::unordered_map<Key, typename std::list<Entry>::iterator, Hash> places_;
};

}  // namespace grafake::server
