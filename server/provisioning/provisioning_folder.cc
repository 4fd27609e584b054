#include "server/provisioning/provisioning_folder.h"

#include <algorithm>
#include <system_error>

#include "server/ascii.h"
#include "server/regular_file.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

bool IsYamlFile(const fs::directory_entry& entry) {
  const std::string extension = entry.path().extension().string();
  // A file that is called ".yaml" has no extension here.
  const std::string name = entry.path().filename().string();
  return extension == ".yaml" || extension == ".yml" || name == ".yaml" || name == ".yml";
}

// As Go writes the errors of the system.
std::string CannotOpen(const fs::path& path, const std::error_code& error) {
  return "open " + path.string() + ": " + WithLowerStart(error.message());
}

}  // namespace

tl::expected<std::vector<ProvisioningFile>, std::string> ReadProvisioningFolder(const fs::path& folder) {
  std::error_code error;
  std::vector<ProvisioningFile> files;
  for (auto entries = fs::directory_iterator(folder, error); !error && entries != fs::directory_iterator();
       entries.increment(error)) {
    if (IsYamlFile(*entries)) files.push_back({entries->path(), {}});
  }
  if (error) return tl::unexpected(CannotOpen(folder, error));
  std::ranges::sort(files, {}, &ProvisioningFile::path);
  for (ProvisioningFile& file : files) {
    file.text =
        ReadRegularFile(file.path).map_error([&](const UnreadFile& unread) { return unread.Sentence(file.path); });
  }
  return files;
}

}  // namespace grafake::server
