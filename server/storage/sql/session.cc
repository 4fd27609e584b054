#include "server/storage/sql/session.h"

#include <utility>

namespace grafake::server::sql {

Session::Session(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

Session::~Session() = default;

Statement& Session::Prepared(std::string_view text) {
  const auto known = statements_.find(text);
  if (known != statements_.end()) return *known->second;
  return *statements_.try_emplace(std::string(text), connection_->Prepare(text)).first->second;
}

}  // namespace grafake::server::sql
