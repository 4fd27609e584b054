#include "server/config/file_variables.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace grafake::server {
namespace {

constexpr std::string_view kFileSuffix = "__FILE";
constexpr std::size_t kLongestVariable = 128 * 1024;  // what Linux takes for one

bool NamesFile(const std::string& variable, const std::string& value) {
  return variable.starts_with("GF_") && variable.ends_with(kFileSuffix) && variable.size() > 3 + kFileSuffix.size() &&
         !value.empty();
}

// As a shell reads it in $(< file): without NUL bytes, and without the line breaks at the end.
tl::expected<std::string, std::string> ShellText(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return tl::unexpected<std::string>("is a directory");
  std::ifstream file(path, std::ios::binary);
  if (!file) return tl::unexpected<std::string>(std::strerror(errno));
  std::string text(kLongestVariable + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > kLongestVariable) return tl::unexpected<std::string>("has more than 128 KiB");
  std::erase(text, '\0');
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

tl::expected<Environment, std::string> WithFileVariables(const Environment& environment) {
  Environment all = environment;
  for (const auto& [name, path] : environment) {
    if (!NamesFile(name, path)) continue;
    const std::string plain = name.substr(0, name.size() - kFileSuffix.size());
    std::string& value = all[plain];
    if (!value.empty()) return tl::unexpected("ERROR: Both " + plain + " and " + name + " are set (but are exclusive)");
    const auto text = ShellText(path);
    if (!text) return tl::unexpected("ERROR: " + name + ": " + path + " cannot be read: " + text.error());
    value = *text;
    all.erase(name);
  }
  return all;
}

}  // namespace grafake::server
