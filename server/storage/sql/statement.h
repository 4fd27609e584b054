#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace grafake::server::sql {

// A statement that the database has prepared, to be run again and again. Parameters count from 1, columns from 0.
// Not thread-safe. Throws SqlError when the database refuses; then, as at its end, Reset() it.
//
// It lies below POCO's session, by POCO's documented handle: POCO's own statements are prepared anew at each run, at
// four to nine times the cost, and cut texts at a NUL.
class Statement {
 public:
  Statement() = default;
  virtual ~Statement() = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  virtual void BindInteger(int parameter, std::int64_t value) = 0;
  // Any bytes; they must stay where they are until Reset().
  virtual void BindText(int parameter, std::string_view value) = 0;
  virtual void BindCopy(int parameter, std::string_view value) = 0;
  virtual void BindNull(int parameter) = 0;

  // Runs up to the next row; false when there is none.
  virtual bool Step() = 0;
  virtual void Reset() noexcept = 0;

  // Of the row that Step() found; NULL is 0 or empty.
  [[nodiscard]] virtual std::int64_t Integer(int column) const = 0;
  [[nodiscard]] virtual std::string Text(int column) const = 0;
  [[nodiscard]] virtual bool IsNull(int column) const = 0;
};

}  // namespace grafake::server::sql
