#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/storage/file_terms.h"
#include "server/storage/sql/session.h"

namespace grafake::server {

// The schema that this program works with. A file says by its `user_version` which one it has; 0 is a file of grafake
// 0.1.0, which wrote no number, or one of Grafana itself. Tables, columns and indexes are Grafana's on
// SQLite, so that a file of one can be read with the tools for the other.
//
// A change of a table is a new step at the end of the list in schema.cc, with a kept file of the schema before it in
// schema_test.cc; a step that was released is never changed.
inline constexpr std::int64_t kSchemaNumber = 7;

[[nodiscard]] std::int64_t SchemaNumberOf(sql::Session& session);

// Runs the steps that the database still lacks, all or none of them, and records the number reached; with them the file
// comes to belong to the release that `terms` name.
void Migrate(sql::Session& session, const FileTerms& terms = {});

// What a database lacks of the schema whose number it has: "no table org", "no column user.is_service_account"; nothing
// when all is there. Without a number a table may be missing, since step 1 makes it.
[[nodiscard]] std::optional<std::string> FindMissing(sql::Session& session);

}  // namespace grafake::server
