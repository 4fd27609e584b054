#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace grafake::server {

// A part of a ClaimPath. What it is made of stands in `parts`, from left to right.
struct PathNode {
  enum class Kind {
    kCurrent,  // "@"
    kField,    // `text` of the current value
    kLiteral,  // `text` is JSON
    kIndex,    // the item number `text` of the current value; negative ones count from the end
    kThen,     // the second, of what the first finds
    kEach,     // the second, of each item that the first finds and for which the third, if there is one, holds
    kOr,
    kAnd,
    kNot,
    kCompare,  // by the operator `text`
    kCall,     // of the function `text`
  };

  Kind kind = Kind::kCurrent;
  std::string text = {};
  std::vector<std::shared_ptr<const PathNode>> parts = {};
};

using PathNodePtr = std::shared_ptr<const PathNode>;

// Null: it is no path.
[[nodiscard]] PathNodePtr ParsePath(std::string_view text);

}  // namespace grafake::server
