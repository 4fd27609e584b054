#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace grafake::server {

struct ByteRange {
  std::int64_t start = 0;
  std::int64_t length = 0;

  // "bytes 0-3/26".
  [[nodiscard]] std::string Text(std::int64_t size) const;
};

enum class RangeFault { kMalformed, kBeyondTheEnd };

// The value of a Range header for a content of `size` bytes, by the rules of Go's net/http; none for an empty value.
[[nodiscard]] tl::expected<std::vector<ByteRange>, RangeFault> ParseByteRanges(std::string_view text,
                                                                               std::int64_t size);

}  // namespace grafake::server
