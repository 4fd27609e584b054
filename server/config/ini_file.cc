#include "server/config/ini_file.h"

namespace grafake::server {

const IniKey* IniSection::Find(std::string_view name) const {
  const auto found = places_.find(std::string(name));
  return found == places_.end() ? nullptr : &keys_[found->second];
}

IniKey& IniSection::Set(std::string_view name, std::string value, int line) {
  const auto [place, added] = places_.emplace(name, keys_.size());
  if (added) keys_.push_back({.name = std::string(name)});
  IniKey& key = keys_[place->second];
  key.value = std::move(value);
  key.line = line;
  return key;
}

const IniSection* IniFile::FindSection(std::string_view name) const {
  const auto found = places_.find(std::string(name));
  return found == places_.end() ? nullptr : &sections_[found->second];
}

IniSection& IniFile::Section(std::string_view name) {
  const auto [place, added] = places_.emplace(name, sections_.size());
  if (added) sections_.emplace_back(std::string(name));
  return sections_[place->second];
}

IniKey* IniFile::Lookup(std::string_view section, std::string_view key) {
  while (true) {
    IniSection* here = FindSection(section);
    if (IniKey* found = here == nullptr ? nullptr : here->Find(key)) return found;
    const auto dot = section.rfind('.');
    if (dot == std::string_view::npos) return nullptr;
    section = section.substr(0, dot);
  }
}

}  // namespace grafake::server
