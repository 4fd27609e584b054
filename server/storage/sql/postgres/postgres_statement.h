#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/storage/sql/postgres/postgres_connection.h"
#include "server/storage/sql/statement.h"

namespace grafake::server::sql {

// Prepared in the database when it first runs. Values go there and come back as texts.
class PostgresStatement final : public Statement {
 public:
  PostgresStatement(PostgresConnection& connection, std::string_view text);

  void BindInteger(int parameter, std::int64_t value) override;
  // PostgreSQL has no text with a NUL in it.
  void BindText(int parameter, std::string_view value) override;
  void BindCopy(int parameter, std::string_view value) override { BindText(parameter, value); }
  void BindNull(int parameter) override;

  bool Step() override;
  void Reset() noexcept override;

  [[nodiscard]] std::int64_t Integer(int column) const override;
  [[nodiscard]] std::string Text(int column) const override;
  [[nodiscard]] bool IsNull(int column) const override;

 private:
  [[nodiscard]] std::optional<std::string>& ValueOf(int parameter);

  PostgresConnection& connection_;
  std::string text_;
  PostgresConnection::Values values_;
  std::string name_;  // once it is prepared
  PostgresResult result_;
  int row_ = -1;
};

}  // namespace grafake::server::sql
