#pragma once

#include <chrono>
#include <mutex>
#include <optional>

#include "grafake/retry.h"
#include "src/request.h"

namespace grafake {

// Decides whether a call is tried again, and when. Thread-safe: all calls of a client share the budget.
class Retries {
 public:
  explicit Retries(const RetryPolicy& policy) : policy_(policy), left_(policy.budget) {}

  // How long to wait before the next attempt; nothing: this outcome is the last. `made` counts the attempts so far.
  // Costs nothing: whoever does wait takes the retry from the budget.
  [[nodiscard]] std::optional<std::chrono::milliseconds> WaitAfter(const Call& call, const Outcome& outcome, int made,
                                                                   double random) const;
  // False when nothing is left of it.
  [[nodiscard]] bool TakeFromBudget();
  // A retry that was taken is not made after all.
  void GiveBack();
  void Succeeded();

 private:
  void Earn(double retries);

  const RetryPolicy policy_;
  std::mutex mutex_;
  double left_;
};

}  // namespace grafake
