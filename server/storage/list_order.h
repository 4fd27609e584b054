#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace grafake::server {

// Something that a list can be ordered by: the name that clients know, and what it is in SQL.
struct OrderOption {
  std::string_view name;
  std::string_view column;
};

// One of the options of a list, and in which direction.
struct OrderTerm {
  std::size_t option = 0;
  bool descending = false;

  [[nodiscard]] bool operator==(const OrderTerm&) const = default;
  [[nodiscard]] auto operator<=>(const OrderTerm&) const = default;
};

using ListOrder = std::vector<OrderTerm>;

// " ORDER BY …": what is asked for and then `last`; where nothing is, `usual`.
[[nodiscard]] inline std::string OrderClause(const ListOrder& order, std::span<const OrderOption> options,
                                             std::string_view last, std::string_view usual) {
  std::string clause = " ORDER BY ";
  for (const OrderTerm& term : order) {
    clause += options[term.option].column;
    clause += term.descending ? " DESC, " : ", ";
  }
  return clause += order.empty() ? usual : last;
}

}  // namespace grafake::server
