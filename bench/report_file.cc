#include "bench/report_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace grafake::bench {
namespace {

namespace fs = std::filesystem;

std::string Beside(const std::string& path) { return path + ".part-" + std::to_string(::getpid()); }

[[noreturn]] void Refuse(const std::string& path) {
  throw std::runtime_error(path + " cannot be written: " + std::strerror(errno));
}

bool IsDevice(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  return fs::exists(status) && !fs::is_regular_file(status);
}

bool WriteWhole(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  return !file.fail();
}

}  // namespace

void CheckPlaceFor(const std::string& path) {
  if (fs::is_directory(path)) throw std::runtime_error(path + " cannot be written: it is a directory");
  if (IsDevice(path)) return;
  if (!WriteWhole(Beside(path), "")) Refuse(path);
  fs::remove(Beside(path));
}

void PutFile(const std::string& path, const std::string& text) {
  errno = 0;
  if (IsDevice(path)) {
    if (!WriteWhole(path, text)) Refuse(path);
    return;
  }
  const std::string part = Beside(path);
  if (WriteWhole(part, text) && ::rename(part.c_str(), path.c_str()) == 0) return;
  const int why = errno;
  ::unlink(part.c_str());
  errno = why;
  Refuse(path);
}

}  // namespace grafake::bench
