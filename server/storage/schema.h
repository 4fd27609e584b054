#pragma once

#include "server/storage/sql_session.h"

namespace grafake::server {

// Creates the tables that are missing and records the version reached. Tables, columns and indexes are those of
// Grafana 9.0 on SQLite, so that a file of one can be read with the tools for the other.
void Migrate(sql::Session& session);

}  // namespace grafake::server
