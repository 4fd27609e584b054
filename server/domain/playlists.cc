#include "server/domain/playlists.h"

#include "server/domain/drawn_uids.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

constexpr std::int64_t kUsualLimit = 1000;

}  // namespace

Result<Done> Playlists::CheckItems(const PlaylistRow& wish) const {
  if (may_be_empty_ || !wish.items.empty()) return Done();
  return Fail(ErrorCode::kInvalid, "No element in slice when insert", MemberMissing{"items"});
}

Result<PlaylistRow> Playlists::Create(PlaylistRow wish) {
  if (auto checked = CheckItems(wish); !checked) return tl::unexpected(checked.error());
  if (wish.uid.empty()) wish.uid = DrawUid(uids_, clock_());
  return store_.Insert(std::move(wish));
}

Result<PlaylistRow> Playlists::Update(PlaylistRow wish) {
  if (auto checked = CheckItems(wish); !checked) return tl::unexpected(checked.error());
  return store_.Update(std::move(wish));
}

Result<PlaylistRow> Playlists::Get(std::int64_t org_id, const std::string& uid) {
  auto found = store_.Find(org_id, uid);
  if (found) return *std::move(found);
  return Fail(ErrorCode::kNotFound, "Playlist not found",
              NotThere{Noun::kPlaylist, "uid", uid, Within{Noun::kOrg, org_id}});
}

std::vector<PlaylistRow> Playlists::List(std::int64_t org_id, const std::string& text, std::int64_t limit) {
  return store_.List(org_id, text, limit > 0 ? limit : kUsualLimit);
}

}  // namespace grafake::server
