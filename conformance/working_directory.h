#pragma once

#include <filesystem>
#include <string>

#include "conformance/recording.h"

namespace grafake::conformance {

// The directory of a scenario's server: custom.ini, data/, output, and what the scenario writes there. All throw
// std::filesystem::filesystem_error or std::ios_base::failure.

// Writes or removes files below `directory`, with "{{dir}}" in them filled in.
void WriteFiles(const std::filesystem::path& directory, const Files& files);

// Keeps the database of the first start, for PutBackFirstDatabase. The server must be stopped, now and then.
void KeepFirstDatabase(const std::filesystem::path& directory);

// Empties the directory, but for what the server wrote, and puts the kept database back.
void PutBackFirstDatabase(const std::filesystem::path& directory);

}  // namespace grafake::conformance
