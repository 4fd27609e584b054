#pragma once

namespace grafake::server {

// How Grafana draws the uids of what is made without one: data sources, playlists.
enum class DrawnUids {
  kNineCharacters,
  kUuid,
  kShort,  // as those of users
};

}  // namespace grafake::server
