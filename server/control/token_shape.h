#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace grafake::server {

// Where something stands in a text.
struct TextPlace {
  std::size_t begin;
  std::size_t end;
};

// The first thing in `text`, from `from` on, that has the form of a token: glsa_…, gl…_…, or the base64 of JSON, eyJ…;
// or of the base64 of a text that holds one. Also one with a wrong checksum, in another case or cut short. Costs next
// to nothing where there is none.
[[nodiscard]] std::optional<TextPlace> FindToken(std::string_view text, std::size_t from = 0);

// Whether all of it has that form.
[[nodiscard]] bool IsWholeToken(std::string_view text);

}  // namespace grafake::server
