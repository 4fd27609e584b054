#pragma once

#include <map>
#include <optional>
#include <string>

#include "server/control/member_reader.h"
#include "server/domain/plants.h"
#include "server/json/writer.h"

namespace grafake::server {

// What a test wants a world to begin with.
struct Seed {
  struct ClockStart {
    Instant at;
    bool frozen = false;
  };
  std::optional<ClockStart> clock;
  Plants plants;
  std::map<std::string, int> lines;  // where each part of it stands, by what messages call it
  std::string file;                  // empty: it was in a request
};

// The member `clock`: "2026-03-01T09:00:00Z", or {at: …, frozen: true}. Throws BadMember.
[[nodiscard]] std::optional<Seed::ClockStart> ReadClockStart(MemberReader& members);

// Reads all members of the map. Times that are told from now on go from `clock`, which stands in the place of its own,
// or from that, or from `now`. Throws BadMember.
[[nodiscard]] Seed ReadSeed(MemberReader& members, Instant now,
                            const std::optional<Seed::ClockStart>& clock = std::nullopt);

// Names everything that was made: ids, uids, logins, secrets.
void WriteSeeded(JsonWriter& json, const Plants& plants, const PlantedAll& planted);

}  // namespace grafake::server
