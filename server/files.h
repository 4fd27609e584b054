#pragma once

#include <filesystem>
#include <string>

namespace grafake::server {

// Writes a file in one step: a reader sees all of it or nothing. Throws StartFailed with the path and the reason.
void WriteFileAtOnce(const std::filesystem::path& path, const std::string& content);

// Writes the process id, as Grafana does: missing directories are made (0700), the file is 0644 and never removed.
// Throws StartFailed.
void WritePidFile(const std::filesystem::path& path);

}  // namespace grafake::server
