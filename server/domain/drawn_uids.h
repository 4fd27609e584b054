#pragma once

#include <string>

#include "server/domain/clock.h"
#include "server/domain/digest.h"
#include "server/domain/short_uid.h"
#include "server/releases/drawn_uids.h"

namespace grafake::server {

// A new uid, as the release draws them.
[[nodiscard]] inline std::string DrawUid(DrawnUids form, Instant now) {
  switch (form) {
    case DrawnUids::kNineCharacters:
      return RandomText(9);
    case DrawnUids::kUuid:
      return RandomUid();
    case DrawnUids::kShort:
      return DrawShortUid(now);
  }
  return {};
}

}  // namespace grafake::server
