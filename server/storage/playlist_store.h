#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/result.h"

namespace grafake::server {

struct PlaylistItem {
  std::int64_t id = 0;
  std::string type;  // "dashboard_by_tag"
  std::string value;
  std::string title;
  std::int64_t order = 0;
};

struct PlaylistRow {
  std::int64_t id = 0;
  std::int64_t org_id = 0;
  std::string uid;
  std::string name;
  std::string interval;  // "5m"
  std::vector<PlaylistItem> items;
};

// Playlists and what they show. Thread-safe.
class PlaylistStore {
 public:
  explicit PlaylistStore(Database& database) : database_(database) {}

  // Returns it with its ids; those that it has already it keeps. kTaken: the id; kUidTaken.
  [[nodiscard]] Result<PlaylistRow> Insert(PlaylistRow playlist);
  // Name, interval and items, which get new ids, of the one with that org and uid. kNotFound.
  [[nodiscard]] Result<PlaylistRow> Update(PlaylistRow playlist);
  // kNotFound.
  [[nodiscard]] Result<Done> Erase(std::int64_t org_id, const std::string& uid);

  [[nodiscard]] std::optional<PlaylistRow> Find(std::int64_t org_id, const std::string& uid);
  // Those with that text in their names, without their items, in the order in which they were made.
  [[nodiscard]] std::vector<PlaylistRow> List(std::int64_t org_id, const std::string& text, std::int64_t limit);
  // By id, of all orgs, with their items.
  [[nodiscard]] std::vector<PlaylistRow> ListAll();

 private:
  Database& database_;
};

}  // namespace grafake::server
