#pragma once

#include <span>
#include <string>
#include <string_view>

namespace grafake::server {

// A JSON text that was checked (json/reader.h) as Go prints it after reading it into maps: without blanks, the members
// of each object by the bytes of their names and of several of one name the last, numbers as they were written, texts
// as JsonWriter writes them. Takes two passes whatever the nesting, and memory for the members of objects alone.
[[nodiscard]] std::string SortedJson(std::string_view json);

// A member that an object is given, whatever stood there.
struct JsonMemberSet {
  std::string_view name;
  std::string json;  // its value
};

// The same with those members in the outermost object. What is no object gets none.
[[nodiscard]] std::string SortedJson(std::string_view json, std::span<const JsonMemberSet> members);

}  // namespace grafake::server
