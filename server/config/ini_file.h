#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace grafake::server {

// The name of the section of keys that stand before any header.
inline constexpr std::string_view kTopSection = "DEFAULT";

struct IniKey {
  std::string name;
  std::string value;
  int line = 0;      // where it was set last; 0: not in a file
  int replaced = 0;  // the line of the same file that set it before, in vain; 0: none
};

// Keys in the order in which they first came. Addresses of keys stay valid.
class IniSection {
 public:
  explicit IniSection(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::deque<IniKey>& keys() const { return keys_; }
  [[nodiscard]] std::deque<IniKey>& keys() { return keys_; }
  // The key of exactly that name; null when it is not in this section.
  [[nodiscard]] const IniKey* Find(std::string_view name) const;
  [[nodiscard]] IniKey* Find(std::string_view name) { return const_cast<IniKey*>(std::as_const(*this).Find(name)); }
  // Sets a key, which keeps its place when it is there already.
  IniKey& Set(std::string_view name, std::string value, int line);

 private:
  std::string name_;
  std::deque<IniKey> keys_;
  std::unordered_map<std::string, std::size_t> places_;
};

// Sections in the order in which they first came, the top section first; repeated headers are one section.
// Addresses of sections stay valid.
class IniFile {
 public:
  IniFile() { Section(kTopSection); }

  [[nodiscard]] std::deque<IniSection>& sections() { return sections_; }
  [[nodiscard]] const std::deque<IniSection>& sections() const { return sections_; }
  [[nodiscard]] const IniSection* FindSection(std::string_view name) const;
  [[nodiscard]] IniSection* FindSection(std::string_view name) {
    return const_cast<IniSection*>(std::as_const(*this).FindSection(name));
  }
  // The section, made when it is not there.
  IniSection& Section(std::string_view name);

  // The key of a section, or of the nearest existing section above it: "a.b.c" is below "a.b" and "a".
  // Null when none has it.
  [[nodiscard]] IniKey* Lookup(std::string_view section, std::string_view key);

 private:
  std::deque<IniSection> sections_;
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace grafake::server
