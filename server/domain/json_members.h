#pragma once

#include <map>
#include <string>
#include <string_view>

#include "server/json/reader.h"

namespace grafake::server {

// The members of an object by name; of those of one name the last counts, as in a map of Go's. They are views into the
// object's text.
class JsonObjectMap {
 public:
  explicit JsonObjectMap(const JsonValue& object) {
    JsonMembers members(object);
    while (const JsonMember* const member = members.Next()) members_[member->name] = member->value;
  }
  JsonObjectMap() = default;

  // Null when there is none.
  [[nodiscard]] const JsonValue* Find(const std::string& name) const {
    const auto found = members_.find(name);
    return found == members_.end() ? nullptr : &found->second;
  }
  // A text; empty when there is none, or it is none.
  [[nodiscard]] std::string TextOf(const std::string& name) const {
    const JsonValue* const value = Find(name);
    return value == nullptr || value->kind != JsonValue::Kind::kString ? std::string() : value->Text();
  }

  [[nodiscard]] const std::map<std::string, JsonValue>& all() const { return members_; }

 private:
  std::map<std::string, JsonValue> members_;
};

}  // namespace grafake::server
