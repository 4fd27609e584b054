#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/http/reason.h"
#include "server/http/url.h"
#include "server/storage/list_order.h"

namespace grafake::server {

// One of ?sort=, "name-desc"; nothing when there is no such option.
[[nodiscard]] inline std::optional<OrderTerm> OrderTermOf(std::string_view text, std::span<const OrderOption> options) {
  const auto dash = text.rfind('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view direction = text.substr(dash + 1);
  const auto option = std::ranges::find(options, text.substr(0, dash), &OrderOption::name);
  if (option == options.end() || (direction != "asc" && direction != "desc")) return std::nullopt;
  return OrderTerm{static_cast<std::size_t>(option - options.begin()), direction == "desc"};
}

// All of ?sort=, with commas between them. They count in the order of the options, in whichever they are named.
// Nothing when one is unknown.
[[nodiscard]] inline std::optional<ListOrder> OrderOf(const Query& query, std::span<const OrderOption> options) {
  std::string_view rest = query.Text("sort");
  ListOrder order;
  if (rest.empty()) return order;
  for (bool more = true; more;) {
    const auto comma = rest.find(',');
    const auto term = OrderTermOf(rest.substr(0, comma), options);
    if (!term) return std::nullopt;
    order.push_back(*term);
    more = comma != std::string_view::npos;
    if (more) rest.remove_prefix(comma + 1);
  }
  std::ranges::sort(order);
  return order;
}

// Why there is no order.
[[nodiscard]] inline ReasonPtr NoSuchOrder(const Query& query, std::span<const OrderOption> options) {
  std::string known;
  for (const OrderOption& option : options) {
    const std::string name(option.name);
    known += (known.empty() ? "" : ", ") + name + "-asc, " + name + "-desc";
  }
  return GroundReason(InputUnfit{InputUnfit::Where::kQuery, "sort", query.Text("sort"), std::move(known), true});
}

}  // namespace grafake::server
