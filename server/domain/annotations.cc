#include "server/domain/annotations.h"

#include <algorithm>
#include <map>
#include <utility>

#include "server/json/sorted_json.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

constexpr std::string_view kOfDashboard = "annotations:type:dashboard";
constexpr std::int64_t kReadAtOnce = 100;
constexpr std::string_view kOfOrg = "annotations:type:organization";

bool HasOn(const Principal& caller, std::string_view action, std::string_view scope) {
  const std::vector<std::string> target{std::string(scope)};
  return caller.permissions->Covers(action, target);
}

std::int64_t Milliseconds(Instant now) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count();
}

tl::unexpected<Error> MayNotAnnotate() { return Fail(ErrorCode::kDenied, "access denied"); }

// It ends when it begins, unless it says more; what ends before it begins is turned round.
void SetTimes(AnnotationRow& row, std::int64_t time, std::int64_t end) {
  row.time = time;
  row.time_end = end == 0 ? time : end;
  if (row.time_end < row.time) std::swap(row.time, row.time_end);
}

tl::unexpected<Error> NoAnnotation(std::int64_t org_id, std::int64_t id) {
  return Fail(ErrorCode::kNotFound, "annotation not found",
              NotThere{Noun::kAnnotation, "id", std::to_string(id), Within{Noun::kOrg, org_id}});
}

}  // namespace

Result<Done> Annotations::May(const Principal& caller, std::string_view action, std::int64_t dashboard_id) {
  if (dashboard_id == 0) {
    const bool may = rights_.rbac() ? HasOn(caller, action, kOfOrg) : caller.role >= Role::kEditor;
    return may ? Result<Done>(Done()) : MayNotAnnotate();
  }
  if (rights_.rbac() && !HasOn(caller, action, kOfDashboard)) return MayNotAnnotate();
  auto dashboard = documents_.DashboardById(caller.org_id, dashboard_id);
  if (!dashboard) {
    dashboard.error().code = ErrorCode::kFolderNotFound;
    return tl::unexpected(dashboard.error());
  }
  return rights_.May(caller, DocumentDeed::kWrite, *dashboard) ? Result<Done>(Done()) : MayNotAnnotate();
}

Result<std::int64_t> Annotations::Create(const Principal& maker, const AnnotationWish& wish) {
  if (auto may = May(maker, "annotations:create", wish.dashboard_id); !may) return tl::unexpected(may.error());
  if (wish.text.value_or("").empty())
    return Fail(ErrorCode::kUntitled, "text field should not be empty", MemberMissing{"text"});
  const std::int64_t now = Milliseconds(clock_());
  AnnotationRow row{.org_id = maker.org_id,
                    .user_id = maker.user_id,
                    .dashboard_id = wish.dashboard_id,
                    .panel_id = wish.panel_id,
                    .text = *wish.text,
                    .tags = wish.tags.value_or(std::vector<std::string>()),
                    .data = SortedJson(wish.data.value_or("{}")),
                    .created = now,
                    .updated = now};
  SetTimes(row, wish.time == 0 ? now : wish.time, wish.time_end);
  return store_.Insert(row);
}

Result<Done> Annotations::Update(const Principal& maker, std::int64_t id, const AnnotationWish& wish, bool partly) {
  auto row = Get(maker.org_id, id);
  if (!row) return tl::unexpected(row.error());
  if (auto may = May(maker, "annotations:write", row->dashboard_id); !may) return may;
  const std::int64_t end = wish.time_end;
  if (!partly) {
    row->text = wish.text.value_or("");
    row->tags = wish.tags.value_or(std::vector<std::string>());
    SetTimes(*row, wish.time, end);
  } else {
    if (!wish.text.value_or("").empty()) row->text = *wish.text;
    if (wish.tags) row->tags = *wish.tags;
    SetTimes(*row, wish.time > 0 ? wish.time : row->time, end > 0 ? end : row->time_end);
  }
  if (wish.data) row->data = SortedJson(*wish.data);
  row->updated = Milliseconds(clock_());
  return store_.Update(*row);
}

Result<Done> Annotations::Delete(const Principal& caller, std::int64_t id) {
  const auto row = Get(caller.org_id, id);
  if (!row) return tl::unexpected(row.error());
  if (auto may = May(caller, "annotations:delete", row->dashboard_id); !may) return may;
  return store_.Erase(caller.org_id, id);
}

Result<Done> Annotations::DeleteOfPanel(const Principal& caller, std::int64_t dashboard_id, std::int64_t panel_id) {
  if (auto may = May(caller, "annotations:delete", dashboard_id); !may) return may;
  return store_.EraseOfPanel(caller.org_id, dashboard_id, panel_id);
}

Result<AnnotationRow> Annotations::Get(std::int64_t org_id, std::int64_t id) {
  auto row = store_.Find(org_id, id);
  if (row) return *std::move(row);
  return NoAnnotation(org_id, id);
}

Result<AnnotationRow> Annotations::Read(const Principal& reader, std::int64_t id) {
  auto row = Get(reader.org_id, id);
  if (row && !IsOnSomethingSeen(reader, *row)) return NoAnnotation(reader.org_id, id);
  return row;
}

bool Annotations::IsOnSomethingSeen(const Principal& reader, const AnnotationRow& row) {
  if (reader.role == Role::kAdmin || row.dashboard_id == 0) return true;
  const auto dashboard = documents_.DashboardById(reader.org_id, row.dashboard_id);
  return dashboard && rights_.May(reader, DocumentDeed::kRead, *dashboard);
}

// What the reader may not see does not count for the limit: as many are read as it takes.
std::vector<AnnotationRow> Annotations::List(const Principal& reader, AnnotationQuery query) {
  query.org_id = reader.org_id;
  if (rights_.rbac()) {
    query.of_org = HasOn(reader, "annotations:read", kOfOrg);
    query.of_dashboards = HasOn(reader, "annotations:read", kOfDashboard);
  }
  const auto wanted = static_cast<std::size_t>(query.limit);
  query.limit = std::max(query.limit, kReadAtOnce);
  std::map<std::int64_t, bool> seen;  // by dashboard
  std::vector<AnnotationRow> rows;
  while (rows.size() < wanted) {
    auto page = store_.List(query);
    for (AnnotationRow& row : page) {
      const auto [known, fresh] = seen.try_emplace(row.dashboard_id, false);
      if (fresh) known->second = IsOnSomethingSeen(reader, row);
      if (known->second && rows.size() < wanted) rows.push_back(std::move(row));
    }
    if (std::cmp_less(page.size(), query.limit)) break;
    query.offset += query.limit;
  }
  return rows;
}

}  // namespace grafake::server
