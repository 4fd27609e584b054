#pragma once

#include <string>
#include <string_view>

namespace grafake::server::sql {

// A statement as PostgreSQL understands it.
struct PostgresText {
  std::string text;
  int parameters = 0;
};

// Of the stores' SQL: "?" and "?2" are "$1" and "$2", and LIKE knows no case of ASCII letters and no escape, as
// SQLite's.
[[nodiscard]] PostgresText PrintForPostgres(std::string_view text);

// Of a statement of schema.cc. Ids are given out once, texts are compared bytewise, what is yes or no is a BOOLEAN.
[[nodiscard]] std::string PrintSchemaForPostgres(std::string_view text);
// The type of one column, "INTEGER DEFAULT 0".
[[nodiscard]] std::string PrintColumnForPostgres(std::string_view name, std::string_view type);

// Functions that the stores' SQL calls and PostgreSQL has not.
[[nodiscard]] std::string_view FunctionsForPostgres();

}  // namespace grafake::server::sql
