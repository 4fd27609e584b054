#pragma once

#include <span>
#include <string>
#include <string_view>

namespace grafake::server {

// A member of the outermost object that is set, whatever stood there.
struct JsonMemberSet {
  std::string_view name;
  std::string json;  // its value; empty: there is none of that name
};

// The value as Go prints it that it has read into maps: compact, members in byte order, of several of one name the
// last, numbers as they were written, texts escaped as JsonWriter does. `valid` is the source of a JsonValue. What is
// no object gets none of the members. One pass and a sort; memory for each value that the text holds.
[[nodiscard]] std::string SortedJson(std::string_view valid, std::span<const JsonMemberSet> members = {});

}  // namespace grafake::server
