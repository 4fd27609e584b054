#include "bench/credentials.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "server/domain/base64.h"

namespace grafake::bench {
namespace {

struct Source {
  const char* name;
  bool is_user;  // NAME:PASSWORD, else a token
};

constexpr Source kFlagSources[] = {{"--user", true}, {"--token", false}};
constexpr Source kFileSources[] = {{"--user-file", true}, {"--token-file", false}};
constexpr Source kVariableSources[] = {{"GRAFAKE_BENCH_USER", true}, {"GRAFAKE_BENCH_TOKEN", false}};

std::string FirstLineOf(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) throw std::invalid_argument(path + " cannot be read, or is empty");
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

std::string HeaderOf(const Source& source, const std::string& secret) {
  const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  if (std::ranges::any_of(secret, is_control))
    throw std::invalid_argument(std::string(source.name) + " holds a control character");
  const auto colon = secret.find(':');
  if (source.is_user && (colon == std::string::npos || colon == 0))
    throw std::invalid_argument(std::string(source.name) + " is not of the form NAME:PASSWORD");
  if (!source.is_user && (secret.empty() || secret.find(' ') != std::string::npos))
    throw std::invalid_argument(std::string(source.name) + " is empty, or holds a blank");
  return source.is_user ? "Basic " + server::EncodeBase64(secret) : "Bearer " + secret;
}

std::vector<std::string> OfTheCommandLine(const Flags& flags) {
  std::vector<std::string> found;
  for (const Source& source : kFlagSources)
    if (flags.Has(source.name)) found.push_back(HeaderOf(source, flags.Text(source.name)));
  for (const Source& source : kFileSources)
    if (flags.Has(source.name)) found.push_back(HeaderOf(source, FirstLineOf(flags.Text(source.name))));
  return found;
}

std::vector<std::string> OfTheEnvironment() {
  std::vector<std::string> found;
  for (const Source& source : kVariableSources) {
    const char* value = std::getenv(source.name);
    if (value != nullptr && *value != '\0') found.push_back(HeaderOf(source, value));
  }
  return found;
}

}  // namespace

std::string ReadAuthorization(const Flags& flags) {
  std::vector<std::string> found = OfTheCommandLine(flags);
  if (found.empty()) found = OfTheEnvironment();
  if (found.empty())
    throw std::invalid_argument(
        "who may create accounts there? Say --user-file or --token-file, $GRAFAKE_BENCH_USER or $GRAFAKE_BENCH_TOKEN, "
        "--user NAME:PASSWORD or --token TOKEN");
  if (found.size() > 1) throw std::invalid_argument("credentials are given twice: say one of them");
  return found.front();
}

}  // namespace grafake::bench
