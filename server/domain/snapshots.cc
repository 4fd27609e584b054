#include "server/domain/snapshots.h"

#include <algorithm>
#include <utility>

#include "server/domain/dashboard_members.h"
#include "server/domain/digest.h"
#include "server/json/sorted_json.h"
#include "server/json/writer.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

constexpr std::int64_t kFiftyYears = std::int64_t{60} * 60 * 24 * 365 * 50;  // seconds
constexpr std::size_t kDrawnKey = 32;

// Whoever knows one of its keys may read it or delete it: the ground does not say the key.
tl::unexpected<Error> NoSnapshot(std::string_view by) {
  return Fail(ErrorCode::kNotFound, "Dashboard snapshot not found", NotThere{Noun::kSnapshot, by, ""});
}

// The text as it is kept: with the address that it was taken at.
std::string WithOrigin(const std::string& dashboard, const std::string& uid) {
  JsonWriter origin;
  origin.BeginObject().Member("originalUrl", "/d/" + uid).EndObject();
  const JsonMemberSet set{"snapshot", origin.Take()};
  return SortedJson(dashboard, {&set, 1});
}

}  // namespace

Result<SnapshotRow> DashboardSnapshots::Create(const Principal& maker, const SnapshotWish& wish) {
  const DashboardMembers members = ReadDashboard(wish.dashboard);
  if (members.id == 0)
    return Fail(ErrorCode::kUntitled, "Creating a local snapshot requires a dashboard", MemberMissing{"dashboard.id"});
  const Timestamp now = ToTimestamp(clock_());
  const std::int64_t seconds = wish.expires > 0 ? std::min(wish.expires, kFiftyYears) : kFiftyYears;
  SnapshotRow row{.org_id = maker.org_id,
                  .user_id = maker.user_id,
                  .name = wish.name.empty() ? "Unnamed snapshot" : wish.name,
                  .key = wish.key.empty() ? RandomText(kDrawnKey) : wish.key,
                  .delete_key = wish.delete_key.empty() ? RandomText(kDrawnKey) : wish.delete_key,
                  .dashboard = WithOrigin(wish.dashboard, members.uid),
                  .expires = now + std::chrono::seconds(seconds),
                  .created = now,
                  .updated = now};
  const auto id = store_.Insert(row);
  if (!id) return tl::unexpected(id.error());
  row.id = *id;
  return row;
}

Result<SnapshotRow> DashboardSnapshots::Delete(const Principal& caller, const std::string& key) {
  auto row = store_.FindByKey(key);
  if (!row) return NoSnapshot("key");
  const bool own = caller.HasUser() && caller.user_id == row->user_id;
  const auto dashboard = documents_.DashboardById(caller.org_id, ReadDashboard(row->dashboard).id);
  const bool may = dashboard ? rights_.May(caller, DocumentDeed::kWrite, *dashboard) : caller.role >= Role::kEditor;
  if (!own && !may) return Fail(ErrorCode::kDenied, "access denied to this snapshot");
  if (auto gone = store_.Erase(row->id); !gone) return tl::unexpected(gone.error());
  return *std::move(row);
}

Result<SnapshotRow> DashboardSnapshots::DeleteBy(const std::string& delete_key) {
  auto row = store_.FindByDeleteKey(delete_key);
  if (!row) return NoSnapshot("delete key");
  if (auto gone = store_.Erase(row->id); !gone) return tl::unexpected(gone.error());
  return *std::move(row);
}

Result<SnapshotRow> DashboardSnapshots::Get(const std::string& key) {
  auto row = store_.FindByKey(key);
  if (!row || row->expires <= ToTimestamp(clock_())) return NoSnapshot("key");
  return *std::move(row);
}

std::vector<SnapshotRow> DashboardSnapshots::List(const Principal& reader, const std::string& text,
                                                  std::int64_t limit) {
  if (reader.role != Role::kAdmin && !reader.HasUser()) return {};
  return store_.List(reader.org_id, reader.role == Role::kAdmin ? 0 : reader.user_id, text, limit);
}

}  // namespace grafake::server
