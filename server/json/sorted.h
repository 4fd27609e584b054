#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// A JSON text that was checked (json/reader.h) as Go prints it after reading it into maps: without blanks, the members
// of each object by the bytes of their names and of several of one name the last, numbers as they were written, texts
// as JsonWriter writes them. Takes two passes whatever the nesting, and memory for the members of objects alone.
[[nodiscard]] std::string SortedJson(std::string_view json);

}  // namespace grafake::server
