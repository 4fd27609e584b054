#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "conformance/recording.h"

namespace grafake::conformance {

// Gives the next bytes of a connection; empty when it is closed. May throw.
using ReadBytes = std::function<std::string()>;

// What is read of one answer at most. No Grafana comes near; a hostile target goes beyond.
inline constexpr std::size_t kLargestHead = std::size_t{64} << 10U;  // bytes of all its lines; trailers too
inline constexpr std::size_t kLargestBody = std::size_t{8} << 20U;   // bytes
inline constexpr int kMostInterim = 8;                               // answers of 1xx before it
inline constexpr int kDeepestJson = 100;                             // arrays and objects one in the other
inline constexpr std::size_t kMostJsonValues = 250'000;              // each takes up to some 100 bytes when it is read

// Reads one HTTP/1.1 answer, byte for byte; header names keep their case, several of one name are joined by
// ", ", cookies by a line break, for their dates have commas.
// Headers that recordings do not keep (Date, Content-Length, Connection, Transfer-Encoding) are left out.
// Throws std::runtime_error when the answer is cut off, malformed or goes beyond what is read.
[[nodiscard]] RecordedAnswer ReadAnswer(const ReadBytes& read, const std::string& method);

}  // namespace grafake::conformance
