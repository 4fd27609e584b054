#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/storage/sql_statement.h"

namespace grafake::server::sql {

// One connection to the database, with the statements that were prepared on it. Not thread-safe: see SessionPool.
class Session {
 public:
  // Opens or creates `file`; ":memory:" is a database of its own. Throws SqlError.
  explicit Session(const std::string& file);
  ~Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // The statement of this text, prepared when it is first asked for and kept: texts are few, values are parameters.
  [[nodiscard]] Statement& Prepared(std::string_view text);

  // Runs statements that will not come again; rows are not looked at.
  void RunOnce(const std::string& text);

  [[nodiscard]] std::size_t changed_rows() const;       // by the last INSERT, UPDATE or DELETE
  [[nodiscard]] std::int64_t all_changed_rows() const;  // by all statements so far
  [[nodiscard]] std::int64_t last_id() const;           // of the row that the last INSERT made

 private:
  // Texts are looked up without being copied.
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  struct Close {
    void operator()(sqlite3* connection) const;
  };

  std::unique_ptr<sqlite3, Close> connection_;
  std::unordered_map<std::string, Statement, Hash, std::equal_to<>> statements_;  // gone before the connection
};

}  // namespace grafake::server::sql
