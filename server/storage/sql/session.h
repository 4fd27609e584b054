#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/storage/sql/connection.h"
#include "server/storage/sql/sql_error.h"
#include "server/storage/sql/statement.h"

namespace grafake::server::sql {

// One connection to the database, with the statements that were prepared on it. Not thread-safe: see SessionPool.
class Session {
 public:
  explicit Session(std::unique_ptr<Connection> connection);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  [[nodiscard]] Connection& connection() const { return *connection_; }

  // The statement of this text, prepared when it is first asked for and kept: texts are few, values are parameters.
  [[nodiscard]] Statement& Prepared(std::string_view text);

  // As those of the connection.
  void RunOnce(const std::string& text) { connection_->RunOnce(text); }
  [[nodiscard]] std::size_t changed_rows() const { return connection_->changed_rows(); }
  [[nodiscard]] std::int64_t all_changed_rows() const { return connection_->all_changed_rows(); }

 private:
  // Texts are looked up without being copied.
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::unique_ptr<Connection> connection_;
  // Gone before the connection.
  std::unordered_map<std::string, std::unique_ptr<Statement>, Hash, std::equal_to<>> statements_;
};

}  // namespace grafake::server::sql
