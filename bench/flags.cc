#include "bench/flags.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace grafake::bench {

Flags::Flags(const std::vector<std::string>& words, std::initializer_list<std::string_view> with_value,
             std::initializer_list<std::string_view> switches) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& flag = words[i];
    if (std::ranges::find(switches, flag) != switches.end()) {
      values_[flag];
      continue;
    }
    if (std::ranges::find(with_value, flag) == with_value.end()) throw std::invalid_argument("unknown flag " + flag);
    if (++i == words.size()) throw std::invalid_argument(flag + " needs a value");
    values_[flag] = words[i];
  }
}

std::string Flags::Text(const std::string& flag, std::string fallback) const {
  const auto found = values_.find(flag);
  return found == values_.end() ? std::move(fallback) : found->second;
}

std::string Flags::Needed(const std::string& flag) const {
  if (!Has(flag)) throw std::invalid_argument(flag + " is missing");
  return values_.at(flag);
}

int Flags::Number(const std::string& flag, int fallback) const {
  if (!Has(flag)) return fallback;
  const std::string& text = values_.at(flag);
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < 1) {
    throw std::invalid_argument(flag + " needs a whole number from 1, not '" + text + "'");
  }
  return value;
}

double Flags::Decimal(const std::string& flag, double fallback, double most) const {
  if (!Has(flag)) return fallback;
  const std::string& text = values_.at(flag);
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  // Not a number is neither.
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !(value >= 0.001 && value <= most)) {
    throw std::invalid_argument(flag + " needs a number from 0.001 to " + std::to_string(std::llround(most)) +
                                ", not '" + text + "'");
  }
  return value;
}

}  // namespace grafake::bench
