#include "server/storage/playlist_store.h"

#include "server/storage/grounds.h"
#include "server/storage/not_found.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

void InsertItems(sql::Session& session, PlaylistRow& playlist) {
  for (PlaylistItem& item : playlist.items) {
    item.id = sql::InsertAt(session, "playlist_item", item.id, "playlist_id, type, value, title, \"order\"",
                            playlist.id, item.type, item.value, item.title, item.order);
  }
}

void EraseItems(sql::Session& session, int64_t playlist_id) {
  sql::Execute(session, "DELETE FROM playlist_item WHERE playlist_id = ?", playlist_id);
}

std::vector<PlaylistItem> ItemsOf(sql::Session& session, int64_t playlist_id) {
  std::vector<PlaylistItem> items;
  for (auto& [id, type, value, title, order] : sql::Select<int64_t, string, string, string, int64_t>(
           session, "SELECT id, type, value, title, \"order\" FROM playlist_item WHERE playlist_id = ? ORDER BY id",
           playlist_id))
    items.push_back({id, std::move(type), std::move(value), std::move(title), order});
  return items;
}

std::optional<int64_t> IdOfPlaylist(sql::Session& session, int64_t org_id, const string& uid) {
  return sql::SelectOne<int64_t>(session, "SELECT id FROM playlist WHERE org_id = ? AND uid = ?", org_id, uid);
}

tl::unexpected<Error> PlaylistNotFound(int64_t org_id, const string& uid) {
  return Fail(ErrorCode::kNotFound, "Playlist not found",
              NotThere{Noun::kPlaylist, "uid", uid, Within{Noun::kOrg, org_id}});
}

}  // namespace

Result<PlaylistRow> PlaylistStore::Insert(PlaylistRow playlist) {
  return database_.Write([&](sql::Session& session) -> Result<Written<PlaylistRow>> {
    PlaylistRow made = playlist;
    if (IdOfPlaylist(session, made.org_id, made.uid)) {
      return Fail(ErrorCode::kUidTaken, "playlist uid taken",
                  TakenAlready{Noun::kPlaylist, "uid", made.uid, Within{Noun::kOrg, made.org_id}});
    }
    if (sql::SelectOne<int64_t>(session, "SELECT 1 FROM playlist WHERE id = ?", made.id))
      return Fail(ErrorCode::kTaken, "playlist id taken");
    made.id = sql::InsertAt(session, "playlist", made.id, "name, interval, org_id, uid", made.name, made.interval,
                            made.org_id, made.uid);
    InsertItems(session, made);
    return Written(std::move(made), NothingKept());
  });
}

Result<PlaylistRow> PlaylistStore::Update(PlaylistRow playlist) {
  return database_.Write([&](sql::Session& session) -> Result<Written<PlaylistRow>> {
    const auto id = IdOfPlaylist(session, playlist.org_id, playlist.uid);
    if (!id) return PlaylistNotFound(playlist.org_id, playlist.uid);
    PlaylistRow changed = playlist;
    changed.id = *id;
    sql::Execute(session, "UPDATE playlist SET name = ?, interval = ? WHERE id = ?", changed.name, changed.interval,
                 *id);
    EraseItems(session, *id);
    InsertItems(session, changed);
    return Written(std::move(changed), NothingKept());
  });
}

Result<Done> PlaylistStore::Erase(int64_t org_id, const string& uid) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    const auto id = IdOfPlaylist(session, org_id, uid);
    if (!id) return PlaylistNotFound(org_id, uid);
    sql::Execute(session, "DELETE FROM playlist WHERE id = ?", *id);
    EraseItems(session, *id);
    return Written(Done(), NothingKept());
  });
}

std::optional<PlaylistRow> PlaylistStore::Find(int64_t org_id, const string& uid) {
  return database_.Read([&](sql::Session& session) -> std::optional<PlaylistRow> {
    auto rows = sql::Select<int64_t, string, string>(
        session, "SELECT id, name, interval FROM playlist WHERE org_id = ? AND uid = ?", org_id, uid);
    if (rows.empty()) return std::nullopt;
    auto& [id, name, interval] = rows.front();
    return PlaylistRow{id, org_id, uid, std::move(name), std::move(interval), ItemsOf(session, id)};
  });
}

std::vector<PlaylistRow> PlaylistStore::List(int64_t org_id, const string& text, int64_t limit) {
  return database_.Read([&](sql::Session& session) {
    std::vector<PlaylistRow> rows;
    for (auto& [id, uid, name, interval] : sql::Select<int64_t, string, string, string>(
             session,
             "SELECT id, uid, name, interval FROM playlist WHERE org_id = ? AND name LIKE ? ORDER BY id LIMIT ?",
             org_id, "%" + text + "%", sql::Limit(limit)))
      rows.push_back({id, org_id, std::move(uid), std::move(name), std::move(interval), {}});
    return rows;
  });
}

std::vector<PlaylistRow> PlaylistStore::ListAll() {
  return database_.Read([](sql::Session& session) {
    std::vector<PlaylistRow> rows;
    for (auto& [id, org_id, uid, name, interval] : sql::Select<int64_t, int64_t, string, string, string>(
             session, "SELECT id, org_id, uid, name, interval FROM playlist ORDER BY id"))
      rows.push_back({id, org_id, std::move(uid), std::move(name), std::move(interval), ItemsOf(session, id)});
    return rows;
  });
}

}  // namespace grafake::server
