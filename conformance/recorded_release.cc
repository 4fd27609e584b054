#include "conformance/recorded_release.h"

#include <filesystem>

namespace grafake::conformance {

namespace fs = std::filesystem;

std::string RecordingsIn(const std::string& fixtures, const std::string& release) {
  const fs::path all = fs::path(fixtures) / "recorded";
  std::error_code none;
  if (fs::exists(all / release, none)) return (all / release).string();
  for (const fs::directory_entry& entry : fs::directory_iterator(all, none)) {
    if (entry.path().filename().string().starts_with(release + ".")) return entry.path().string();
  }
  return (all / release).string();
}

std::string RecordingsOrUsual(const std::string& fixtures, const std::string& release) {
  std::error_code none;
  const std::string recordings = RecordingsIn(fixtures, release);
  return !release.empty() && fs::exists(recordings, none) ? recordings : RecordingsIn(fixtures, kUsualRecording);
}

std::string RecordedRelease(const std::string& recordings) { return fs::path(recordings).filename().string(); }

std::string ListFor(const std::string& lists, const std::string& recordings) {
  return lists.empty() ? "" : lists + "/" + RecordedRelease(recordings) + ".txt";
}

}  // namespace grafake::conformance
