#pragma once

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

#include "server/control/seed.h"

namespace grafake::server {

// Reads a seed in YAML or JSON. The error names file, line, member and what is expected.
[[nodiscard]] tl::expected<Seed, std::string> ReadSeedFile(const std::filesystem::path& file, Instant now);

}  // namespace grafake::server
