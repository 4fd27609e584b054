#include "server/control/named_pairs.h"

#include <algorithm>
#include <array>

#include "server/ascii.h"
#include "server/json/reader.h"
#include "server/json/scanner.h"

namespace grafake::server {
namespace {

constexpr std::size_t kLongestPairWord = 9;
constexpr std::size_t kLongestSecretName = 64;
// Each level is read once more: deeper ones are not worth it.
constexpr std::size_t kDeepestPair = 32;

constexpr auto kNamesOfNames =
    std::to_array<std::string_view>({"name", "key", "header", "field", "param", "parameter", "k", "variable", "id"});
constexpr auto kNamesOfValues =
    std::to_array<std::string_view>({"value", "values", "val", "v", "content", "data", "text", "default"});

template <class Words>
bool IsPairWord(const Words& words, std::string_view name) {
  return name.size() <= kLongestPairWord && std::ranges::find(words, LowerText(name)) != words.end();
}

}  // namespace

bool IsNameOfName(std::string_view name) { return IsPairWord(kNamesOfNames, name); }

bool IsNameOfValue(std::string_view name) { return IsPairWord(kNamesOfValues, name); }

void JsonPairs::Follow(std::string_view between, std::size_t at) {
  for (std::size_t i = between.find_first_of("{}"); i < between.size(); i = between.find_first_of("{}", i + 1)) {
    if (between[i] == '{') {
      levels_.push_back({at + i});
    } else if (!levels_.empty()) {
      levels_.pop_back();
    }
  }
}

JsonPairs::Named JsonPairs::NamedHere() {
  if (levels_.empty()) return {};
  if (levels_.size() > kDeepestPair) return {.kind = SecretKind::kSecret};
  Level& level = levels_.back();
  if (!level.read) level = {.begin = level.begin, .read = true, .named = ReadNamed(level.begin)};
  return level.named;
}

JsonPairs::Named JsonPairs::ReadNamed(std::size_t begin) const {
  const std::string_view object = text_.substr(begin, EndOfJson(text_, begin) - begin);
  JsonMembers members({JsonValue::Kind::kObject, object});
  while (const JsonMember* member = members.Next()) {
    if (member->value.kind != JsonValue::Kind::kString || !IsNameOfName(member->name)) continue;
    const std::string name = member->value.Text();
    if (name.size() > kLongestSecretName) continue;
    const SecretKind kind = SecretKindOf(name);
    if (kind != SecretKind::kNone) return {.kind = kind, .maybe_count = MayNameCount(name)};
  }
  return {};
}

}  // namespace grafake::server
