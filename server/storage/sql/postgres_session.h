#pragma once

#include <memory>
#include <string>

#include "server/storage/sql/session.h"

namespace grafake::server::sql {

// Where a PostgreSQL is and who asks, in the words of Grafana's [database].
struct PostgresSettings {
  std::string host;  // a directory is that of its unix socket
  std::string port;
  std::string name;
  std::string user;
  std::string password;
  std::string ssl_mode;
  std::string ca_cert_path;
  std::string client_cert_path;
  std::string client_key_path;

  [[nodiscard]] bool operator==(const PostgresSettings&) const = default;
};

// A session of POCO's PostgreSQL connector, which is a module that is loaded by the first: who needs none pays for
// none. Throws SqlError when the module is missing or the database does not let anybody in.
[[nodiscard]] std::unique_ptr<Session> OpenPostgres(const PostgresSettings& settings);

}  // namespace grafake::server::sql
