#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/storage/storage_failure.h"

struct sqlite3;
struct sqlite3_stmt;

namespace grafake::server::sql {

// SQLite refused; the text is its own.
class SqlError : public StorageFailure {
 public:
  SqlError(int code, const char* text) : StorageFailure(text), code_(code) {}

  [[nodiscard]] bool not_a_database() const;
  [[nodiscard]] bool busy() const;  // another program holds the lock

 private:
  int code_;
};

// Throws SqlError when the code is not SQLITE_OK.
void Check(sqlite3* database, int code);

// A statement that SQLite has prepared, to be run again and again. Parameters and columns count from 1 and 0, as in
// SQLite's own interface, which is used here because POCO Data prepares each statement anew, at ten times the cost.
// Not thread-safe. Throws SqlError when SQLite refuses; then, as at its end, Reset() it.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view text);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void BindInteger(int parameter, std::int64_t value);
  void BindText(int parameter, std::string_view value);  // any bytes; they must stay where they are until Reset()
  void BindCopy(int parameter, std::string_view value);
  void BindNull(int parameter);

  // Runs up to the next row; false when there is none.
  bool Step();
  void Reset() noexcept;

  // Of the row that Step() found; NULL is 0 or empty.
  [[nodiscard]] std::int64_t Integer(int column) const;
  [[nodiscard]] std::string Text(int column) const;
  [[nodiscard]] bool IsNull(int column) const;

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace grafake::server::sql
