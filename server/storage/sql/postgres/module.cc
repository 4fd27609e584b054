// What libgrafake_postgres.so offers to the program that loads it.
#include "server/storage/sql/postgres/postgres_connection.h"

extern "C" [[gnu::visibility("default")]] grafake::server::sql::Connection* grafake_postgres_connect(
    const grafake::server::sql::PostgresSettings* settings);

grafake::server::sql::Connection* grafake_postgres_connect(const grafake::server::sql::PostgresSettings* settings) {
  return std::make_unique<grafake::server::sql::PostgresConnection>(*settings).release();
}
