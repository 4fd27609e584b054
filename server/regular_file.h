#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "server/ascii.h"

namespace grafake::server {

// More is not read of one file, so that one without an end is not read for ever.
inline constexpr std::size_t kLongestFile = std::size_t{64} << 20;

// Why a file is not read, as Go words what the system says.
struct UnreadFile {
  std::string_view deed;  // "open", "read"
  std::string why;        // "no such file or directory"

  // "open /x: no such file or directory"
  [[nodiscard]] std::string Sentence(const std::filesystem::path& path) const {
    return std::string(deed) + " " + path.string() + ": " + why;
  }
};

[[nodiscard]] inline tl::unexpected<UnreadFile> SystemRefused(std::string_view deed) {
  return tl::unexpected(UnreadFile{deed, WithLowerStart(std::strerror(errno))});
}

// A descriptor of a regular file, or of the one that a link leads to. A pipe, a device or a socket, which might keep
// its reader waiting for ever, is not even opened.
[[nodiscard]] inline tl::expected<int, UnreadFile> OpenRegularFile(const std::filesystem::path& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return SystemRefused("open");
  const auto refused = [&]() -> std::string {
    if (S_ISDIR(found.st_mode)) return "is a directory";
    return S_ISREG(found.st_mode) ? "" : "not a regular file";
  };
  if (std::string why = refused(); !why.empty()) return tl::unexpected(UnreadFile{"read", std::move(why)});
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // something else may be there by now
  if (file < 0) return SystemRefused("open");
  if (fstat(file, &found) == 0 && S_ISREG(found.st_mode)) return file;
  close(file);
  return tl::unexpected(UnreadFile{"read", "not a regular file"});
}

[[nodiscard]] inline tl::expected<std::string, UnreadFile> ReadRegularFile(const std::filesystem::path& path,
                                                                           std::size_t most = kLongestFile) {
  const auto file = OpenRegularFile(path);
  if (!file) return tl::unexpected(file.error());
  std::string text;
  std::array<char, 16384> buffer;
  ssize_t got = 0;
  while (text.size() <= most && (got = read(*file, buffer.data(), buffer.size())) > 0)
    text.append(buffer.data(), static_cast<std::size_t>(got));
  const auto failed = SystemRefused("read");
  close(*file);
  if (got < 0) return failed;
  if (text.size() > most)
    return tl::unexpected(UnreadFile{"read", "more than " + std::to_string(most >> 20) + " MiB, which is the limit"});
  return text;
}

}  // namespace grafake::server
