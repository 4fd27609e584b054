#pragma once

#include "server/json/reader.h"

namespace grafake::server {

// Whether two values are the same to Go once they are read: 3 is 3.0, lists count in their order, of members of one
// name the last. As deep as the shallower of both goes.
[[nodiscard]] bool IsSameJson(const JsonValue& a, const JsonValue& b);

// Not a number where it is none that a double can be, which then equals nothing.
[[nodiscard]] double NumberOfJson(const JsonValue& value);

}  // namespace grafake::server
