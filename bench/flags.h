#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace grafake::bench {

// "--flag value" and "--switch", in any order. Throws std::invalid_argument with a sentence for what is unknown or does
// not fit.
class Flags {
 public:
  Flags(const std::vector<std::string>& words, std::initializer_list<std::string_view> with_value,
        std::initializer_list<std::string_view> switches);

  [[nodiscard]] bool Has(const std::string& flag) const { return values_.contains(flag); }
  [[nodiscard]] std::string Text(const std::string& flag, std::string fallback = {}) const;
  // Must be there.
  [[nodiscard]] std::string Needed(const std::string& flag) const;
  // A whole number from 1.
  [[nodiscard]] int Number(const std::string& flag, int fallback) const;
  // The same; 0 when the flag is not there.
  [[nodiscard]] int NumberOrNone(const std::string& flag) const { return Has(flag) ? Number(flag, 0) : 0; }

  // A positive number, "0.3" for instance, up to `most`.
  [[nodiscard]] double Decimal(const std::string& flag, double fallback, double most) const;

 private:
  std::map<std::string, std::string> values_;
};

}  // namespace grafake::bench
