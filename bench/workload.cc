#include "bench/workload.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace grafake::bench {
namespace {

constexpr auto kKinds =
    std::to_array<std::string_view>({"valid", "expired", "deleted", "disabled", "malformed", "checksum", "unknown"});

}  // namespace

void Workload::Add(Exchange exchange, int weight) {
  exchanges_.push_back(std::move(exchange));
  order_.insert(order_.end(), static_cast<std::size_t>(weight), exchanges_.size() - 1);
}

Mix ParseMix(const std::string& text) {
  Mix mix;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) {
    const auto equals = part.find('=');
    const std::string kind = part.substr(0, equals);
    int weight = 0;
    if (equals != std::string::npos) std::from_chars(part.data() + equals + 1, part.data() + part.size(), weight);
    if (std::ranges::find(kKinds, kind) == kKinds.end() || weight < 1) {
      throw std::invalid_argument("--mix: '" + part +
                                  "' is no kind=weight; kinds are valid, expired, deleted, disabled, "
                                  "malformed, checksum, unknown");
    }
    mix[kind] = weight;
  }
  if (mix.empty()) throw std::invalid_argument("--mix is empty; try valid=9,unknown=1");
  return mix;
}

}  // namespace grafake::bench
