#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "server/storage/sql/statement.h"

namespace grafake::server::sql {

// What a commit waits for before it is told: kOnDisk survives the loss of power, kCommitted may not.
enum class Durability { kOnDisk, kCommitted };

// One connection of POCO Data, and what this project asks of what lies below it; whatever engines do differently is
// here. Not thread-safe; throws SqlError.
class Connection {
 public:
  Connection() = default;
  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Of a text in the SQL that all engines understand, with `?` for values. Gone before the connection.
  [[nodiscard]] virtual std::unique_ptr<Statement> Prepare(std::string_view text) = 0;

  // Runs statements that will not come again, in the engine's own words; rows are not looked at.
  virtual void RunOnce(const std::string& text) = 0;

  // A statement of schema.cc, or a column that it adds, in the words of the engine.
  virtual void RunSchema(std::string_view text) = 0;
  virtual void AddColumn(const std::string& table, const std::string& name, const std::string& type) = 0;
  [[nodiscard]] virtual bool HasTable(const std::string& table) = 0;
  [[nodiscard]] virtual bool HasColumn(const std::string& table, const std::string& column) = 0;
  // 0 until it was set.
  [[nodiscard]] virtual std::int64_t SchemaNumber() = 0;
  virtual void SetSchemaNumber(std::int64_t number) = 0;
  // As if no row had ever been in the table, or as if one with that id had been.
  virtual void ForgetIds(const std::string& table) = 0;
  virtual void TakeId(const std::string& table, std::int64_t id) = 0;

  // A transaction, alone among those that write.
  virtual void Begin() = 0;
  virtual void Commit() = 0;
  virtual void Rollback() noexcept = 0;
  // Of the commits to come. Not within a transaction.
  virtual void SetDurability(Durability durability) = 0;
  // How long a statement waits for a lock that somebody else holds.
  virtual void SetPatience(std::chrono::milliseconds patience) = 0;

  // Whether it can still be used.
  [[nodiscard]] virtual bool alive() const = 0;

  [[nodiscard]] virtual std::size_t changed_rows() const = 0;       // by the last INSERT, UPDATE or DELETE
  [[nodiscard]] virtual std::int64_t all_changed_rows() const = 0;  // by all statements so far
};

}  // namespace grafake::server::sql
