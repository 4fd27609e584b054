#pragma once

#include <atomic>
#include <cstddef>

namespace grafake::server {

// So many bytes for all connections together. Thread-safe.
class SharedBudget {
 public:
  explicit SharedBudget(std::size_t bytes) : left_(bytes) {}

  // False, and nothing taken, when there is not that much left.
  [[nodiscard]] bool Take(std::size_t bytes) {
    std::size_t left = left_.load(std::memory_order_relaxed);
    do {
      if (left < bytes) return false;
    } while (!left_.compare_exchange_weak(left, left - bytes, std::memory_order_relaxed));
    return true;
  }
  void GiveBack(std::size_t bytes) { left_.fetch_add(bytes, std::memory_order_relaxed); }

  [[nodiscard]] std::size_t left() const { return left_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::size_t> left_;
};

// What one holder has of a budget; it is given back with the holder. Not thread-safe. The budget must outlive it.
class BudgetShare {
 public:
  // Buffers up to this size are not counted: the number of connections bounds them, and small requests touch nothing
  // that threads share and are never refused for what large ones take.
  static constexpr std::size_t kUncounted = 4096;

  explicit BudgetShare(SharedBudget& budget) : budget_(budget) {}
  BudgetShare(const BudgetShare&) = delete;
  BudgetShare& operator=(const BudgetShare&) = delete;
  ~BudgetShare() { budget_.GiveBack(held_); }

  // Makes it the share of buffers of `bytes` in all. False, and unchanged, when the budget has no room.
  [[nodiscard]] bool Resize(std::size_t bytes) {
    const std::size_t wanted = bytes <= kUncounted ? 0 : bytes;
    if (wanted > held_ && !budget_.Take(wanted - held_)) return false;
    if (wanted < held_) budget_.GiveBack(held_ - wanted);
    held_ = wanted;
    return true;
  }
  void Release() { (void)Resize(0); }

 private:
  SharedBudget& budget_;
  std::size_t held_ = 0;
};

}  // namespace grafake::server
