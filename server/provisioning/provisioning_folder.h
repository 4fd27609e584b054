#pragma once

#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace grafake::server {

struct ProvisioningFile {
  std::filesystem::path path;
  tl::expected<std::string, std::string> text;  // the error is Go's sentence: "open /x: permission denied"
};

// The YAML files of a folder, by name: *.yaml and *.yml, hidden ones too. The error is Go's sentence: "open /x: no such
// file or directory".
[[nodiscard]] tl::expected<std::vector<ProvisioningFile>, std::string> ReadProvisioningFolder(
    const std::filesystem::path& folder);

}  // namespace grafake::server
