#pragma once

#include <Poco/Data/Session.h>
#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/sql/connection.h"
#include "server/storage/sql/postgres_session.h"
#include "server/storage/sql/sql_error.h"

namespace grafake::server::sql {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

// A session of POCO's PostgreSQL connector. What runs on it runs by libpq: POCO 1.11's own statements cut texts at a
// NUL, take a failed COMMIT for a success and end the process when a kept one fails twice.
class PostgresConnection final : public Connection {
 public:
  explicit PostgresConnection(const PostgresSettings& settings);

  [[nodiscard]] std::unique_ptr<Statement> Prepare(std::string_view text) override;
  void RunOnce(const std::string& text) override;
  [[nodiscard]] bool Claim() override;
  void RunSchema(std::string_view text) override;
  void AddColumn(const std::string& table, const std::string& name, const std::string& type) override;
  [[nodiscard]] bool HasTable(const std::string& table) override;
  [[nodiscard]] bool HasColumn(const std::string& table, const std::string& column) override;
  [[nodiscard]] std::int64_t SchemaNumber() override;
  void SetSchemaNumber(std::int64_t number) override;
  void ForgetIds(const std::string& table) override;
  void TakeId(const std::string& table, std::int64_t id) override;
  void Begin() override;
  void Commit() override;
  void Rollback() noexcept override;
  void SetDurability(Durability durability) override;
  // It has its own, the same for all.
  void SetPatience(std::chrono::milliseconds /*patience*/) override {}
  [[nodiscard]] bool alive() const override { return PQstatus(handle_) == CONNECTION_OK; }
  [[nodiscard]] std::size_t changed_rows() const override { return changed_rows_; }
  [[nodiscard]] std::int64_t all_changed_rows() const override { return all_changed_rows_; }

  // For its statements. `values` as texts; none is NULL.
  using Values = std::vector<std::optional<std::string>>;
  [[nodiscard]] std::string NewName() { return "g" + std::to_string(++names_); }
  void PrepareNamed(const std::string& name, const std::string& text);
  [[nodiscard]] PostgresResult RunNamed(const std::string& name, const Values& values);

 private:
  // Throws SqlError unless it went well.
  [[nodiscard]] PostgresResult Checked(PGresult* result);
  // The first column of the first row; nothing when there is no row.
  [[nodiscard]] std::optional<std::string> Ask(const std::string& text, const Values& values);
  void Count(const PGresult* result);

  Poco::Data::Session session_;
  PGconn* handle_;
  std::uint64_t names_ = 0;
  std::size_t changed_rows_ = 0;
  std::int64_t all_changed_rows_ = 0;
};

}  // namespace grafake::server::sql
