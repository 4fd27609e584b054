#include "server/provisioning/dashboard_files.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/json/scanner.h"
#include "server/regular_file.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

// As Go writes the errors of the system.
std::string GoError(std::string_view deed, const fs::path& path, const std::error_code& error) {
  return std::string(deed) + " " + path.string() + ": " + WithLowerStart(error.message());
}

bool IsDashboardFile(const fs::path& path) { return path.filename().string().ends_with(".json"); }

}  // namespace

tl::expected<fs::path, std::string> ResolvePath(const fs::path& path) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error).lexically_normal();
  fs::path resolved = error ? fs::path() : fs::canonical(whole, error);
  if (error) return tl::unexpected(GoError("lstat", whole, error));
  return resolved;
}

tl::expected<std::set<fs::path>, std::string> FindDashboardFiles(const fs::path& folder) {
  std::error_code error;
  std::set<fs::path> files;
  if (!fs::is_directory(folder, error)) {
    if (IsDashboardFile(folder)) files.insert(folder);
    return files;
  }
  for (auto entries = fs::recursive_directory_iterator(folder, error);
       !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    std::error_code unread;
    if (entries->is_directory(unread) && !entries->is_symlink(unread)) {
      if (entries->path().filename().string().starts_with('.')) entries.disable_recursion_pending();
    } else if (IsDashboardFile(entries->path())) {
      files.insert(entries->path());
    }
  }
  if (error) return tl::unexpected(GoError("open", folder, error));
  return files;
}

tl::expected<std::string, std::string> ReadDashboardFile(const fs::path& path) {
  const auto text = ReadRegularFile(path);
  if (!text) return tl::unexpected(text.error().Sentence(path));
  if (std::ranges::all_of(*text, IsJsonBlank)) return tl::unexpected(std::string("EOF"));
  const auto extent = ScanJson(*text);
  if (!extent) return tl::unexpected(extent.error());
  return text->substr(extent->begin, extent->end - extent->begin);
}

}  // namespace grafake::server
