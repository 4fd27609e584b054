#include "conformance/working_directory.h"

#include <fstream>
#include <vector>

namespace grafake::conformance {
namespace {

namespace fs = std::filesystem;

constexpr const char* kServersData = "data";
constexpr const char* kFirstData = "first-data";
constexpr const char* kServersOutput = "output";

void WriteTextTo(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream out;
  out.exceptions(std::ios::failbit | std::ios::badbit);
  out.open(path, std::ios::binary);
  out << text << std::flush;
}

}  // namespace

void WriteFiles(const fs::path& directory, const Files& files) {
  for (const auto& [path, text] : files) {
    if (text)
      WriteTextTo(directory / path, Substituted(*text, {{"dir", directory.string()}}));
    else
      fs::remove(directory / path);
  }
}

void KeepFirstDatabase(const fs::path& directory) {
  fs::copy(directory / kServersData, directory / kFirstData, fs::copy_options::recursive);
}

void PutBackFirstDatabase(const fs::path& directory) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(directory)) found.push_back(entry.path());
  for (const fs::path& path : found) {
    if (path.filename() != kFirstData && path.filename() != kServersOutput) fs::remove_all(path);
  }
  fs::copy(directory / kFirstData, directory / kServersData, fs::copy_options::recursive);
}

}  // namespace grafake::conformance
