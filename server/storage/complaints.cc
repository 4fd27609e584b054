#include "server/storage/complaints.h"

#include <utility>

namespace grafake::server {
namespace {

constexpr std::chrono::seconds kQuiet{10};

}  // namespace

std::optional<std::uint64_t> Complaints::TakeTurn() {
  const auto now = Clock::now();
  const Lock lock(mutex_);
  if (last_ && now - *last_ < kQuiet) {
    ++unsaid_;
    return std::nullopt;
  }
  last_ = now;
  return std::exchange(unsaid_, 0);
}

void Complaints::Add(std::string_view message, std::string_view error) {
  if (!say_) return;
  const auto unsaid = TakeTurn();
  if (!unsaid) return;
  const std::string more = *unsaid == 0 ? "" : " (and " + std::to_string(*unsaid) + " more since the last such line)";
  say_(message, std::string(error) + more);
}

}  // namespace grafake::server
