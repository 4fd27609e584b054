#include "server/control/member_reader.h"

#include <algorithm>
#include <charconv>

#include "server/config/nearest.h"

namespace grafake::server {
namespace {

using Kind = DocumentNode::Kind;

std::string Quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

MemberReader::MemberReader(const DocumentNode& map, std::string path) : map_(map), path_(std::move(path)) {
  if (map.kind == Kind::kMap) return;
  throw BadMember(map.line, (path_.empty() ? "this" : path_) + " is " + std::string(NameOf(map.kind)) +
                                "; expected a map of members");
}

const DocumentNode* MemberReader::Find(std::string_view name) {
  if (std::ranges::find(asked_, name) == asked_.end()) asked_.emplace_back(name);
  const auto found = std::ranges::find(map_.members, name, &DocumentMember::name);
  return found == map_.members.end() || found->value.kind == Kind::kNull ? nullptr : &found->value;
}

const DocumentNode* MemberReader::FindOf(std::string_view name, Kind kind) {
  const DocumentNode* found = Find(name);
  if (found == nullptr || found->kind == kind) return found;
  std::string why = "is " + std::string(NameOf(found->kind)) + "; expected " + std::string(NameOf(kind));
  if (kind == Kind::kText && (found->kind == Kind::kNumber || found->kind == Kind::kBoolean))
    why += ": put it in quotes";
  Refuse(name, why);
}

std::optional<std::string> MemberReader::Text(std::string_view name) {
  const DocumentNode* found = FindOf(name, Kind::kText);
  return found == nullptr ? std::nullopt : std::optional(found->text);
}

std::optional<bool> MemberReader::Boolean(std::string_view name) {
  const DocumentNode* found = FindOf(name, Kind::kBoolean);
  return found == nullptr ? std::nullopt : std::optional(found->text == "true" || found->text == "True");
}

std::optional<std::int64_t> MemberReader::Integer(std::string_view name) {
  const DocumentNode* found = FindOf(name, Kind::kNumber);
  if (found == nullptr) return std::nullopt;
  std::int64_t value = 0;
  const char* const end = found->text.data() + found->text.size();
  const char* const begin = found->text.data() + (found->text.starts_with('+') ? 1 : 0);
  if (const auto [rest, error] = std::from_chars(begin, end, value); error != std::errc() || rest != end)
    Refuse(name, "is " + found->text + "; expected a whole number of 64 bits");
  return value;
}

std::optional<double> MemberReader::Number(std::string_view name) {
  const DocumentNode* found = FindOf(name, Kind::kNumber);
  if (found == nullptr) return std::nullopt;
  double value = 0;
  const char* const end = found->text.data() + found->text.size();
  const char* const begin = found->text.data() + (found->text.starts_with('+') ? 1 : 0);
  if (std::from_chars(begin, end, value).ec != std::errc())
    Refuse(name, "is " + found->text + ", which is too large a number");
  return value;
}

std::string MemberReader::NeedText(std::string_view name) {
  auto text = Text(name);
  if (!text) throw BadMember(map_.line, (path_.empty() ? "" : path_ + ": ") + Quoted(name) + " is missing");
  return *std::move(text);
}

std::vector<std::string> MemberReader::Texts(std::string_view name) {
  const DocumentNode* found = FindOf(name, Kind::kList);
  std::vector<std::string> texts;
  for (std::size_t i = 0; found != nullptr && i < found->items.size(); ++i) {
    const DocumentNode& item = found->items[i];
    if (item.kind != Kind::kText) {
      throw BadMember(item.line, PathOf(name) + "[" + std::to_string(i) + "] is " + std::string(NameOf(item.kind)) +
                                     "; expected text");
    }
    texts.push_back(item.text);
  }
  return texts;
}

std::vector<std::pair<std::string, std::string>> MemberReader::AllTexts() const {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& [name, value] : map_.members) {
    if (value.kind != Kind::kText)
      throw BadMember(value.line, PathOf(name) + " is " + std::string(NameOf(value.kind)) + "; expected text");
    texts.emplace_back(name, value.text);
  }
  return texts;
}

std::vector<MemberReader> MemberReader::Maps(std::string_view name) {
  const DocumentNode* found = FindOf(name, Kind::kList);
  std::vector<MemberReader> maps;
  for (std::size_t i = 0; found != nullptr && i < found->items.size(); ++i)
    maps.emplace_back(found->items[i], PathOf(name) + "[" + std::to_string(i) + "]");
  return maps;
}

std::vector<MemberReader::Item> MemberReader::TextsAndMaps(std::string_view name) {
  const DocumentNode* found = FindOf(name, Kind::kList);
  std::vector<Item> items;
  for (std::size_t i = 0; found != nullptr && i < found->items.size(); ++i) {
    const DocumentNode& item = found->items[i];
    const std::string path = PathOf(name) + "[" + std::to_string(i) + "]";
    if (item.kind != Kind::kText && item.kind != Kind::kMap)
      throw BadMember(item.line, path + " is " + std::string(NameOf(item.kind)) + "; expected text or a map");
    Item& made = items.emplace_back();
    if (item.kind == Kind::kText) {
      made.text = item.text;
    } else {
      made.map.emplace(item, path);
    }
  }
  return items;
}

void MemberReader::Finish() const {
  for (const auto& [name, value] : map_.members) {
    if (std::ranges::find(asked_, name) == asked_.end()) RefuseWord(name, name, asked_);
  }
}

std::string MemberReader::PathOf(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

int MemberReader::LineOf(std::string_view name) const {
  const auto found = std::ranges::find(map_.members, name, &DocumentMember::name);
  return found == map_.members.end() ? map_.line : found->value.line;
}

void MemberReader::Refuse(std::string_view name, const std::string& why) const {
  throw BadMember(LineOf(name), PathOf(name) + " " + why);
}

void MemberReader::RefuseWord(std::string_view name, const std::string& word,
                              const std::vector<std::string>& words) const {
  const std::string what = name == word ? "is not known" : "is " + Quoted(word);
  Refuse(name, what + Guess(Nearest(word, words)) + " (one of: " + JoinedWithCommas(words) + ")");
}

}  // namespace grafake::server
