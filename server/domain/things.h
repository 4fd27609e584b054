#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/storage/thing_store.h"

namespace grafake::server {

// Users, service accounts and teams as /apis shows them. Thread-safe; each call is one transaction.
class Things {
 public:
  explicit Things(ThingStore& store) : store_(store) {}

  // By id.
  [[nodiscard]] std::vector<ThingRow> List(ThingKind kind, std::int64_t org_id) { return store_.List(kind, org_id); }
  [[nodiscard]] std::optional<ThingRow> Find(ThingKind kind, std::int64_t org_id, const std::string& uid) {
    auto rows = List(kind, org_id);
    const auto found = std::ranges::find(rows, uid, &ThingRow::uid);
    return found == rows.end() ? std::nullopt : std::optional(std::move(*found));
  }

 private:
  ThingStore& store_;
};

}  // namespace grafake::server
