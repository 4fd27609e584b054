#pragma once

#include <functional>
#include <string>

#include "conformance/recording.h"

namespace grafake::conformance {

// Gives the next bytes of a connection; empty when it is closed. May throw.
using ReadBytes = std::function<std::string()>;

// Reads one HTTP/1.1 answer, byte for byte; header names keep their case, several of one name are joined by
// ", ", cookies by a line break, for their dates have commas.
// Headers that recordings do not keep (Date, Content-Length, Connection, Transfer-Encoding) are left out.
// Throws std::runtime_error when the answer is cut off, malformed or larger than 64 MiB.
[[nodiscard]] RecordedAnswer ReadAnswer(const ReadBytes& read, const std::string& method);

}  // namespace grafake::conformance
