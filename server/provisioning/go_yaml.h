#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace grafake::server {

struct YamlMember;

// A value of a YAML text, as Go's yaml package sees it.
struct YamlValue {
  enum class Kind { kNull, kBoolean, kInteger, kFloat, kText, kList, kMap };

  Kind kind = Kind::kNull;
  int line = 1;
  std::string text;  // of a scalar: what it says, without quotes
  std::vector<YamlValue> items;
  std::vector<YamlMember> members;  // of several of one name the last counts

  [[nodiscard]] bool IsScalar() const { return kind != Kind::kList && kind != Kind::kMap; }
  // Null when there is none of that name, or this is no map.
  [[nodiscard]] const YamlValue* Find(std::string_view name) const;
};

struct YamlMember {
  std::string name;
  YamlValue value;
};

// What Go's package puts into a whole number: a float without what is behind its point. Nothing: the value is none, or
// beyond 64 bits.
[[nodiscard]] std::optional<std::int64_t> YamlWholeOf(const YamlValue& value);

// Reads the first document of a text; an empty one is null. The error is Go's sentence: "yaml: line 1: did not find
// expected node content". Aliases that stand for very many values are an error too.
[[nodiscard]] tl::expected<YamlValue, std::string> ReadGoYaml(std::string_view text);

// Go's sentence about a value that is not what is wanted: "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq
// into datasources.configVersion". A text is shown, a long one in part.
[[nodiscard]] std::string CannotUnmarshal(const YamlValue& value, std::string_view go_type);

}  // namespace grafake::server
