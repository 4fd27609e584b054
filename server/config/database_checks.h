#pragma once

#include <tl/expected.hpp>

#include "server/config/configuration.h"
#include "server/config/dial.h"

namespace grafake::server {

// Whether Grafana could use the database that [database] names: its URL, its type, and for MySQL and PostgreSQL its
// address, where somebody must listen. grafake itself keeps its data in SQLite, so one that listens ends the start too.
[[nodiscard]] tl::expected<void, StartError> CheckDatabase(Configuration& configuration, const Dial& dial);

}  // namespace grafake::server
