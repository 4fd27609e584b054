#pragma once

#include <Poco/Data/LOB.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/Nullable.h>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "server/storage/timestamp.h"

// Statements as calls: Execute("UPDATE …", a, b) and Select<int64_t, std::string>("SELECT …", a). Storage's own; no
// other layer sees it.
namespace grafake::server::sql {

using Session = Poco::Data::Session;

// Text is read as bytes: POCO's reader of strings stops at a NUL, which Grafana's names may hold.
template <class T>
using Stored = std::conditional_t<
    std::is_same_v<T, std::string> || std::is_same_v<T, Timestamp>, Poco::Data::BLOB,
    std::conditional_t<std::is_same_v<T, std::optional<std::int64_t>>, Poco::Nullable<Poco::Int64>, Poco::Int64>>;

template <class T>
T FromStored(const Stored<T>& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    return value.size() == 0 ? std::string()
                             : std::string(reinterpret_cast<const char*>(value.rawContent()), value.size());
  } else if constexpr (std::is_same_v<T, Timestamp>) {
    return ParseTimestamp(FromStored<std::string>(value));
  } else if constexpr (std::is_same_v<T, std::optional<std::int64_t>>) {
    return value.isNull() ? T() : T(value.value());
  } else if constexpr (std::is_same_v<T, bool>) {
    return value != 0;
  } else {
    return static_cast<T>(value);
  }
}

inline auto Binding(const std::string& value) { return Poco::Data::Keywords::bind(value); }
inline auto Binding(const char* value) { return Poco::Data::Keywords::bind(std::string(value)); }
inline auto Binding(std::int64_t value) { return Poco::Data::Keywords::bind(static_cast<Poco::Int64>(value)); }
inline auto Binding(int value) { return Poco::Data::Keywords::bind(static_cast<Poco::Int64>(value)); }
inline auto Binding(bool value) { return Poco::Data::Keywords::bind(static_cast<Poco::Int64>(value ? 1 : 0)); }
inline auto Binding(Timestamp value) { return Poco::Data::Keywords::bind(FormatTimestamp(value)); }
inline auto Binding(const std::optional<std::int64_t>& value) {
  return Poco::Data::Keywords::bind(value ? Poco::Nullable<Poco::Int64>(*value) : Poco::Nullable<Poco::Int64>());
}

// Runs a statement; returns the number of rows it changed.
template <class... Args>
std::size_t Execute(Session& session, const std::string& text, const Args&... args) {
  Poco::Data::Statement statement(session);
  statement << text;
  (statement.addBind(Binding(args)), ...);
  return statement.execute();
}

// Runs a query; returns its rows.
template <class... Columns, class... Args>
std::vector<std::tuple<Columns...>> Select(Session& session, const std::string& text, const Args&... args) {
  std::tuple<std::vector<Stored<Columns>>...> stored;
  Poco::Data::Statement statement(session);
  statement << text;
  std::apply([&](auto&... column) { (statement.addExtract(Poco::Data::Keywords::into(column)), ...); }, stored);
  (statement.addBind(Binding(args)), ...);
  statement.execute();
  std::vector<std::tuple<Columns...>> rows;
  rows.reserve(std::get<0>(stored).size());
  for (std::size_t i = 0; i < std::get<0>(stored).size(); ++i) {
    rows.push_back(std::apply(
        [&](const auto&... column) { return std::tuple<Columns...>(FromStored<Columns>(column[i])...); }, stored));
  }
  return rows;
}

// The first column of the first row; nothing when there is no row.
template <class Column, class... Args>
std::optional<Column> SelectOne(Session& session, const std::string& text, const Args&... args) {
  auto rows = Select<Column>(session, text, args...);
  return rows.empty() ? std::nullopt : std::optional<Column>(std::get<0>(std::move(rows.front())));
}

// The id of the row that the last INSERT made.
inline std::int64_t LastId(Session& session) { return *SelectOne<std::int64_t>(session, "SELECT last_insert_rowid()"); }

}  // namespace grafake::server::sql
