#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/control/document.h"

namespace grafake::server {

// A document says something that it may not: the sentence names the member and what is expected.
class BadMember : public std::runtime_error {
 public:
  BadMember(int line, std::string sentence) : std::runtime_error(std::move(sentence)), line_(line) {}
  [[nodiscard]] int line() const { return line_; }

 private:
  int line_;
};

// Takes the members of a map by name and says of each what is wrong with it. Whoever has taken all calls Finish(),
// which refuses those that nobody has asked for. The node must outlive it. Everything throws BadMember.
class MemberReader {
 public:
  // `path` is how messages name the map: "users[0]"; empty: the document itself.
  MemberReader(const DocumentNode& map, std::string path);

  // Null: it is not there, or null.
  [[nodiscard]] const DocumentNode* Find(std::string_view name);

  // Nothing when it is not there.
  [[nodiscard]] std::optional<std::string> Text(std::string_view name);
  [[nodiscard]] std::optional<bool> Boolean(std::string_view name);
  [[nodiscard]] std::optional<std::int64_t> Integer(std::string_view name);
  [[nodiscard]] std::optional<double> Number(std::string_view name);

  // Those that must be there.
  [[nodiscard]] std::string NeedText(std::string_view name);

  // The items of a list of texts; none when it is not there.
  [[nodiscard]] std::vector<std::string> Texts(std::string_view name);

  // All members, where names may be any and values are texts.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> AllTexts() const;

  // The items of a list, each as a map of its own; none when it is not there.
  [[nodiscard]] std::vector<MemberReader> Maps(std::string_view name);

  // The items of a list, each a text or a map of its own; none when it is not there.
  struct Item;
  [[nodiscard]] std::vector<Item> TextsAndMaps(std::string_view name);

  void Finish() const;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] int line() const { return map_.line; }
  // "users[0].login"
  [[nodiscard]] std::string PathOf(std::string_view name) const;
  [[nodiscard]] int LineOf(std::string_view name) const;
  [[noreturn]] void Refuse(std::string_view name, const std::string& why) const;
  // One that is none of these words.
  [[noreturn]] void RefuseWord(std::string_view name, const std::string& word,
                               const std::vector<std::string>& words) const;

 private:
  [[nodiscard]] const DocumentNode* FindOf(std::string_view name, DocumentNode::Kind kind);

  const DocumentNode& map_;
  std::string path_;
  std::vector<std::string> asked_;
};

struct MemberReader::Item {
  std::string text;
  std::optional<MemberReader> map;  // then there is no text
};

}  // namespace grafake::server
