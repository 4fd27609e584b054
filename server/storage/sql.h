#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "server/storage/sql/session.h"
#include "server/storage/storage_failure.h"
#include "server/storage/timestamp.h"

// Statements as calls: Execute("UPDATE …", a, b) and Select<int64_t, std::string>("SELECT …", a). Storage's own; no
// other layer sees it.
namespace grafake::server::sql {

// Puts a statement back, so that it can be run again and holds no lock, however its run ends.
class Running {
 public:
  explicit Running(Statement& statement) : statement_(statement) {}
  ~Running() { statement_.Reset(); }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  Statement& statement_;
};

inline void Bind(Statement& statement, int at, std::string_view value) { statement.BindText(at, value); }
inline void Bind(Statement& statement, int at, const std::string& value) { statement.BindText(at, value); }
inline void Bind(Statement& statement, int at, const char* value) { statement.BindText(at, value); }
inline void Bind(Statement& statement, int at, Timestamp value) { statement.BindCopy(at, FormatTimestamp(value)); }
template <std::integral Integer>
void Bind(Statement& statement, int at, Integer value) {
  statement.BindInteger(at, static_cast<std::int64_t>(value));
}
inline void Bind(Statement& statement, int at, const std::optional<std::int64_t>& value) {
  if (value) {
    statement.BindInteger(at, *value);
  } else {
    statement.BindNull(at);
  }
}

template <class... Args>
void BindAll(Statement& statement, const Args&... args) {
  int at = 0;
  (Bind(statement, ++at, args), ...);
}

template <class Column>
Column Read(const Statement& statement, int at) {
  if constexpr (std::is_same_v<Column, std::string>) {
    return statement.Text(at);
  } else if constexpr (std::is_same_v<Column, Timestamp>) {
    return ParseTimestamp(statement.Text(at));
  } else if constexpr (std::is_same_v<Column, std::optional<std::int64_t>>) {
    return statement.IsNull(at) ? Column() : Column(statement.Integer(at));
  } else if constexpr (std::is_same_v<Column, std::optional<Timestamp>>) {
    return statement.IsNull(at) ? Column() : Column(ParseTimestamp(statement.Text(at)));
  } else {
    return static_cast<Column>(statement.Integer(at));
  }
}

template <class... Columns, std::size_t... At>
std::tuple<Columns...> ReadRow(const Statement& statement, std::index_sequence<At...> /*columns*/) {
  return {Read<Columns>(statement, static_cast<int>(At))...};
}

// Runs a statement; returns the number of rows it changed.
template <class... Args>
std::size_t Execute(Session& session, std::string_view text, const Args&... args) {
  Statement& statement = session.Prepared(text);
  const Running running(statement);
  BindAll(statement, args...);
  while (statement.Step()) continue;
  return session.changed_rows();
}

// Runs a query; returns its rows.
template <class... Columns, class... Args>
std::vector<std::tuple<Columns...>> Select(Session& session, std::string_view text, const Args&... args) {
  Statement& statement = session.Prepared(text);
  const Running running(statement);
  BindAll(statement, args...);
  std::vector<std::tuple<Columns...>> rows;
  while (statement.Step()) rows.push_back(ReadRow<Columns...>(statement, std::index_sequence_for<Columns...>()));
  return rows;
}

// Of a LIMIT: a negative number is none.
[[nodiscard]] inline std::int64_t Limit(std::int64_t most) {
  return most < 0 ? std::numeric_limits<std::int64_t>::max() : most;
}

// The first column of the first row; nothing when there is no row.
template <class Column, class... Args>
std::optional<Column> SelectOne(Session& session, std::string_view text, const Args&... args) {
  auto rows = Select<Column>(session, text, args...);
  return rows.empty() ? std::nullopt : std::optional<Column>(std::get<0>(std::move(rows.front())));
}

// What was just written, as it is read back. Throws StorageFailure when it is not there: other programs may have
// triggers in the database.
template <class Row>
Row StillThere(std::optional<Row> row) {
  if (row) return *std::move(row);
  throw StorageFailure("what was just written is gone; a trigger of another program may have taken it away");
}

// Runs an INSERT of one row; returns its id.
template <class... Args>
std::int64_t Insert(Session& session, std::string_view text, const Args&... args) {
  return StillThere(SelectOne<std::int64_t>(session, std::string(text) + " RETURNING id", args...));
}

// Inserts one row, with that id or, if it is 0, the next one; returns it. `columns` are those of `values`.
template <class... Values>
std::int64_t InsertAt(Session& session, const std::string& table, std::int64_t id, const std::string& columns,
                      const Values&... values) {
  std::string places;
  for (std::size_t i = 0; i < sizeof...(values); ++i) places += i == 0 ? "?" : ", ?";
  if (id == 0) return Insert(session, "INSERT INTO " + table + " (" + columns + ") VALUES (" + places + ")", values...);
  Execute(session, "INSERT INTO " + table + " (id, " + columns + ") VALUES (?, " + places + ")", id, values...);
  session.connection().TakeId(table, id);
  return id;
}

}  // namespace grafake::server::sql
