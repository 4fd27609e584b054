#pragma once

#include <chrono>
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
  // How a file is opened; a missing one is not made. kReadLog: to look at it only, with what its log holds; makes the
  // log's index. kReadIndexed: the same where there is an index, which stays as it is. kReadFile: the file alone, as if
  // nobody else had it open; touches nothing beside it.
  enum class Open { kReadWrite, kReadLog, kReadIndexed, kReadFile };

  // ":memory:" is a database of its own. Throws SqlError.
  explicit Session(const std::string& file, Open how = Open::kReadWrite);
  ~Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // The statement of this text, prepared when it is first asked for and kept: texts are few, values are parameters.
  [[nodiscard]] Statement& Prepared(std::string_view text);

  // How long a statement waits for a lock that somebody else holds.
  void set_patience(std::chrono::milliseconds patience);

  // The index of the log, memory that all programs share which have the file open; null when there is none. Ask when
  // something was read. Lives as long as any connection to the file. WalIndex knows what is in it.
  [[nodiscard]] const std::uint32_t* log_index() const;

  // Makes it, in memory and empty, a copy of another database in memory, page by page.
  void CopyFrom(const Session& other);

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
