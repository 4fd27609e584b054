#pragma once

#include <string>

#include "server/json/reader.h"
#include "server/storage/result.h"

namespace grafake::server {

// The entries of a navigation bar as Grafana prints them: a JSON array of {"id","text","url","target"}, of which empty
// ones are left out. They stay text because an entry of three bytes would cost a hundred as texts of its own.
//
// Read from such an array as a client sends it or a database keeps it, by the rules of Go's decoder. The error
// (kInvalid) holds Go's sentence.
[[nodiscard]] Result<std::string> ReadNavLinks(const JsonValue& list);

}  // namespace grafake::server
