#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "server/http/answers.h"
#include "server/http/route.h"

namespace grafake::server {

// Go's sentence about a path parameter that is no number.
[[nodiscard]] inline std::string NotANumber(std::string_view text) {
  return "strconv.ParseInt: parsing \"" + std::string(text) + "\": invalid syntax";
}

[[nodiscard]] inline ReasonPtr NoNumberInPath(std::string_view name, std::string_view text) {
  return GroundReason(
      InputUnfit{InputUnfit::Where::kPath, std::string(name), std::string(text), "a whole number", true});
}

// The number in a path parameter; the error is the refusal to send.
[[nodiscard]] inline tl::expected<std::int64_t, Response> PathId(const Answers& answers, const Context& context,
                                                                 std::string_view name, const Refusal& refusal) {
  if (const auto id = ParseInteger(context.Param(name))) return *id;
  const std::string_view text = context.Param(name);
  return tl::unexpected(Because(answers.Refuse(refusal, NotANumber(text)), NoNumberInPath(name, text)));
}

}  // namespace grafake::server
