#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// When two logins, or emails, are one. A value.
struct LoginComparison {
  bool ignore_case = false;                          // by SQLite, which knows the case of ASCII letters alone
  std::string (*lower)(std::string_view) = nullptr;  // what is looked for goes through it first; null: as it is

  [[nodiscard]] std::string AsSought(const std::string& text) const { return lower ? lower(text) : text; }
};

}  // namespace grafake::server
