#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/result.h"

namespace grafake::server {

// A note at a time, or for a length of time: of an org, or of a dashboard. All times are milliseconds.
struct AnnotationRow {
  std::int64_t id = 0;
  std::int64_t org_id = 0;
  std::int64_t user_id = 0;        // who made it; 0: nobody whose name is known
  std::int64_t dashboard_id = 0;   // 0: of the org
  std::string dashboard_uid = {};  // … empty
  std::int64_t panel_id = 0;
  std::string text = {};
  std::vector<std::string> tags = {};
  std::string data = {};  // JSON
  std::int64_t time = 0;
  std::int64_t time_end = 0;
  std::int64_t created = 0;
  std::int64_t updated = 0;
  std::string login = {};
  std::string email = {};
};

struct AnnotationQuery {
  std::int64_t org_id = 0;
  std::int64_t from = 0;  // with `to`: what is at some time between them; 0 both: whenever
  std::int64_t to = 0;
  std::int64_t user_id = 0;       // 0: of any
  std::int64_t dashboard_id = 0;  // 0: of any
  std::int64_t panel_id = 0;      // 0: of any
  std::vector<std::string> tags = {};
  bool any_tag = false;       // one of the tags is enough
  bool alerts = false;        // only those that alerts have made, of which there are none
  bool of_org = true;         // those of the org are seen
  bool of_dashboards = true;  // those of dashboards are seen
  std::int64_t limit = 100;
  std::int64_t offset = 0;
};

struct AnnotationTag {
  std::string tag;
  std::int64_t count = 0;
};

// Annotations. Thread-safe; each call is one transaction.
class AnnotationStore {
 public:
  explicit AnnotationStore(Database& database) : database_(database) {}

  [[nodiscard]] Result<std::int64_t> Insert(const AnnotationRow& row);
  // Its text, tags, data and times. kNotFound.
  [[nodiscard]] Result<Done> Update(const AnnotationRow& row);
  // kNotFound.
  [[nodiscard]] Result<Done> Erase(std::int64_t org_id, std::int64_t id);
  // All of one panel.
  [[nodiscard]] Result<Done> EraseOfPanel(std::int64_t org_id, std::int64_t dashboard_id, std::int64_t panel_id);

  [[nodiscard]] std::optional<AnnotationRow> Find(std::int64_t org_id, std::int64_t id);
  // The newest first.
  [[nodiscard]] std::vector<AnnotationRow> List(const AnnotationQuery& query);
  // By name; `text` is part of it.
  [[nodiscard]] std::vector<AnnotationTag> Tags(std::int64_t org_id, const std::string& text, std::int64_t limit);

 private:
  Database& database_;
};

}  // namespace grafake::server
