#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "server/control/seed.h"

namespace grafake::server {

// Reads a seed in YAML or JSON. The error names file, line, member and what is expected.
[[nodiscard]] tl::expected<Seed, std::string> ReadSeedFile(const std::filesystem::path& file, Instant now);

// The same of a text; `name` is what the error calls it. `clock` as in ReadSeed().
[[nodiscard]] tl::expected<Seed, std::string> ReadSeedText(const std::string& name, std::string_view text, Instant now,
                                                           const std::optional<Seed::ClockStart>& clock = std::nullopt);

}  // namespace grafake::server
