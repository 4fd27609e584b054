#pragma once

#include <string>

#include "server/storage/grounds.h"

namespace grafake::server {

// The sentence for what a rule saw; a part of reasons.h.
[[nodiscard]] std::string GroundSentence(const Ground& ground);

}  // namespace grafake::server
