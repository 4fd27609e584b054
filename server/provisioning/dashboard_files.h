#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <tl/expected.hpp>

namespace grafake::server {

// The path as an absolute one without links. The error is Go's sentence: "lstat /x: no such file or directory".
[[nodiscard]] tl::expected<std::filesystem::path, std::string> ResolvePath(const std::filesystem::path& path);

// All *.json below the folder, but for those in folders with a dot in front; of a single file itself. The error is Go's
// sentence: "open /x: permission denied".
[[nodiscard]] tl::expected<std::set<std::filesystem::path>, std::string> FindDashboardFiles(
    const std::filesystem::path& folder);

// The text of a file that holds JSON, from its first value's start to its end. The error is Go's sentence.
[[nodiscard]] tl::expected<std::string, std::string> ReadDashboardFile(const std::filesystem::path& path);

}  // namespace grafake::server
