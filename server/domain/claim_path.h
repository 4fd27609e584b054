#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace grafake::server {

struct PathNode;

// Where in the claims of a token something stands, and what is made of it: the part of JMESPath that Grafana's manual
// uses of roles. Names, "." "[*]" "[0]" "[?…]" "|" "||" "&&" "!", comparisons, 'texts', `JSON` and the functions
// contains, starts_with, ends_with, length and not_null. Immutable; it may be shared.
class ClaimPath {
 public:
  // Nothing: it is no such path.
  [[nodiscard]] static std::optional<ClaimPath> Read(std::string_view text);

  // The value that it finds in an object, as JSON; nothing when a function is given what it does not take.
  [[nodiscard]] std::optional<std::string> FindIn(std::string_view claims) const;
  // A text; empty when it finds none.
  [[nodiscard]] std::string TextIn(std::string_view claims) const;
  // The texts of a list; none when it finds no list.
  [[nodiscard]] std::vector<std::string> TextsIn(std::string_view claims) const;

 private:
  std::shared_ptr<const PathNode> root_;
};

}  // namespace grafake::server
