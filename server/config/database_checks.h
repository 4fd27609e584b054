#pragma once

#include <optional>
#include <tl/expected.hpp>

#include "server/config/configuration.h"
#include "server/config/dial.h"
#include "server/config/settings.h"

namespace grafake::server {

// Whether Grafana could use the database that [database] names: its URL, its type, and for MySQL and PostgreSQL its
// address, where somebody must listen. grafake itself has no MySQL, so one that listens ends the start too.
[[nodiscard]] tl::expected<void, StartError> CheckDatabase(Configuration& configuration, const Dial& dial);

// Where the database is, when [database] names a PostgreSQL that CheckDatabase does not refuse.
[[nodiscard]] std::optional<PostgresPlace> ReadPostgresPlace(Configuration& configuration);

}  // namespace grafake::server
