#pragma once

#include <string_view>

namespace grafake::server {

// A file that the program carries.
struct StaticFile {
  std::string_view path;       // "/public/img/fav32.png"
  std::string_view (*body)();  // what is kept compressed is unpacked by its first call, and stays
  std::string_view type;
  std::string_view cache;      // the value of Cache-Control
  std::string_view gzip = {};  // the body, compressed; empty: it is not kept so
};

// What is at exactly that path; null when no file is there. Thread-safe.
[[nodiscard]] const StaticFile* FindStaticFile(std::string_view path);

}  // namespace grafake::server
