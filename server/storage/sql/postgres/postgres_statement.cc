#include "server/storage/sql/postgres/postgres_statement.h"

#include <cstdlib>

#include "server/storage/sql/postgres_text.h"

namespace grafake::server::sql {

PostgresStatement::PostgresStatement(PostgresConnection& connection, std::string_view text) : connection_(connection) {
  PostgresText printed = PrintForPostgres(text);
  text_ = std::move(printed.text);
  values_.resize(static_cast<std::size_t>(printed.parameters));
}

std::optional<std::string>& PostgresStatement::ValueOf(int parameter) {
  if (parameter < 1 || static_cast<std::size_t>(parameter) > values_.size())
    throw SqlError(SqlError::Kind::kOther, "there is no parameter " + std::to_string(parameter));
  return values_[static_cast<std::size_t>(parameter) - 1];
}

void PostgresStatement::BindInteger(int parameter, std::int64_t value) { ValueOf(parameter) = std::to_string(value); }

void PostgresStatement::BindText(int parameter, std::string_view value) {
  if (value.find('\0') != std::string_view::npos)
    throw SqlError(SqlError::Kind::kOther, "invalid byte sequence for encoding \"UTF8\": 0x00");
  ValueOf(parameter) = std::string(value);
}

void PostgresStatement::BindNull(int parameter) { ValueOf(parameter) = std::nullopt; }

bool PostgresStatement::Step() {
  if (!result_) {
    if (name_.empty()) {
      const std::string name = connection_.NewName();
      connection_.PrepareNamed(name, text_);
      name_ = name;
    }
    result_ = connection_.RunNamed(name_, values_);
  }
  return ++row_ < PQntuples(result_.get());
}

void PostgresStatement::Reset() noexcept {
  result_.reset();
  row_ = -1;
}

std::int64_t PostgresStatement::Integer(int column) const {
  const char* const text = PQgetvalue(result_.get(), row_, column);
  return *text == 't' ? 1 : std::strtoll(text, nullptr, 10);  // a BOOLEAN is "t" or "f"
}

std::string PostgresStatement::Text(int column) const {
  const auto size = static_cast<std::size_t>(PQgetlength(result_.get(), row_, column));
  return {PQgetvalue(result_.get(), row_, column), size};
}

bool PostgresStatement::IsNull(int column) const { return PQgetisnull(result_.get(), row_, column) == 1; }

}  // namespace grafake::server::sql
