#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace grafake::server {

// Rows are made in the order of their ids, since each table only counts upwards; those without one come last.
class InOrder {
 public:
  void Add(std::int64_t id, std::function<void()> make) { all_.emplace_back(id, std::move(make)); }

  void Run() {
    std::ranges::stable_sort(all_, {}, [](const auto& one) { return std::pair(one.first == 0, one.first); });
    for (const auto& [id, make] : all_) make();
  }

 private:
  std::vector<std::pair<std::int64_t, std::function<void()>>> all_;
};

}  // namespace grafake::server
