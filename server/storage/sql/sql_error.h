#pragma once

#include <string>

#include "server/storage/storage_failure.h"

namespace grafake::server::sql {

// The database refused; the text is its own.
class SqlError : public StorageFailure {
 public:
  // kBusy: somebody else holds the lock. kLost: the connection is gone, and with it what was not committed.
  enum class Kind { kOther, kNotADatabase, kBusy, kLost };

  SqlError(Kind kind, const std::string& text) : StorageFailure(text), kind_(kind) {}

  [[nodiscard]] bool not_a_database() const { return kind_ == Kind::kNotADatabase; }
  [[nodiscard]] bool busy() const { return kind_ == Kind::kBusy; }
  [[nodiscard]] bool lost() const { return kind_ == Kind::kLost; }

 private:
  Kind kind_;
};

}  // namespace grafake::server::sql
