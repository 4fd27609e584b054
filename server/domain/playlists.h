#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/domain/clock.h"
#include "server/releases/drawn_uids.h"
#include "server/storage/playlist_store.h"
#include "server/storage/result.h"

namespace grafake::server {

// Playlists, by Grafana's rules. Thread-safe; each call is one transaction.
class Playlists {
 public:
  // `may_be_empty`: one may show nothing.
  Playlists(PlaylistStore& store, Clock clock, DrawnUids uids, bool may_be_empty)
      : store_(store), clock_(std::move(clock)), uids_(uids), may_be_empty_(may_be_empty) {}

  // Of an org, with name, interval and items; with the ids and the uid that it has already. kInvalid: it has no items;
  // kTaken, kUidTaken.
  [[nodiscard]] Result<PlaylistRow> Create(PlaylistRow wish);
  // The one with that org and uid. kInvalid: it would have no items; kNotFound.
  [[nodiscard]] Result<PlaylistRow> Update(PlaylistRow wish);
  // kNotFound.
  [[nodiscard]] Result<Done> Delete(std::int64_t org_id, const std::string& uid) { return store_.Erase(org_id, uid); }

  // By id, of all orgs, with their items.
  [[nodiscard]] std::vector<PlaylistRow> ListAll() { return store_.ListAll(); }
  // kNotFound.
  [[nodiscard]] Result<PlaylistRow> Get(std::int64_t org_id, const std::string& uid);
  // Those with that text in their names, without their items; a limit of 0 is the usual one.
  [[nodiscard]] std::vector<PlaylistRow> List(std::int64_t org_id, const std::string& text, std::int64_t limit);

 private:
  [[nodiscard]] Result<Done> CheckItems(const PlaylistRow& wish) const;

  PlaylistStore& store_;
  Clock clock_;
  DrawnUids uids_;
  bool may_be_empty_;
};

}  // namespace grafake::server
