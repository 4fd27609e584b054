#include "conformance/commands/credentials.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace grafake::conformance {
namespace {

using Text = tl::expected<std::string, std::string>;

Text LineOfFile(const std::string& path) {
  std::ifstream in(path);
  std::string line;
  if (!in || !std::getline(in, line)) return tl::unexpected(path + ": cannot be read, or is empty");
  while (line.ends_with('\r') || line.ends_with(' ')) line.pop_back();
  return line;
}

Text PersonOf(const std::string& where, const std::string& text) {
  const auto colon = text.find(':');
  if (colon == std::string::npos || colon == 0) return tl::unexpected(where + " needs NAME:PASSWORD");
  return text;
}

Text TokenOf(const std::string& where, const std::string& text) {
  if (text.empty() || text.find_first_of(" \t\r\n") != std::string::npos)
    return tl::unexpected(where + " needs a token, without blanks");
  return "bearer:" + text;
}

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Text OfEnvironment() {
  const std::string user = Variable("GRAFAKE_CONFORMANCE_USER");
  const std::string token = Variable("GRAFAKE_CONFORMANCE_TOKEN");
  if (!user.empty() && !token.empty())
    return tl::unexpected(std::string("$GRAFAKE_CONFORMANCE_USER and $GRAFAKE_CONFORMANCE_TOKEN: set one of them"));
  if (!user.empty()) return PersonOf("$GRAFAKE_CONFORMANCE_USER", user);
  return token.empty() ? Text("") : TokenOf("$GRAFAKE_CONFORMANCE_TOKEN", token);
}

}  // namespace

std::vector<std::string> TargetFlags() { return {"url", "user", "user-file", "token", "token-file", "ca", "ledger"}; }

std::vector<std::string> TargetSwitches() { return {"insecure"}; }

tl::expected<std::string, std::string> ReadAdministrator(const Flags& flags) {
  int given = 0;
  for (const char* name : {"user", "user-file", "token", "token-file"}) given += flags.Has(name) ? 1 : 0;
  if (given > 1) return tl::unexpected(std::string("--user, --user-file, --token and --token-file: give one of them"));
  if (flags.Has("user")) return PersonOf("--user", flags.Value("user"));
  if (flags.Has("token")) return TokenOf("--token", flags.Value("token"));
  for (const char* name : {"user-file", "token-file"}) {
    if (!flags.Has(name)) continue;
    const std::string path = flags.Value(name);
    const auto line = LineOfFile(path);
    if (!line) return line;
    return std::string(name) == "user-file" ? PersonOf(path, *line) : TokenOf(path, *line);
  }
  return OfEnvironment();
}

tl::expected<Endpoint, std::string> ReadTarget(const Flags& flags) {
  auto endpoint = ReadUrl(flags.Value("url"));
  if (!endpoint) return endpoint;
  endpoint->ca = flags.Value("ca");
  endpoint->insecure = flags.Has("insecure");
  if ((flags.Has("ca") || flags.Has("insecure")) && !endpoint->tls)
    return tl::unexpected(std::string("--ca and --insecure are for https"));
  if (flags.Has("ca") && flags.Has("insecure"))
    return tl::unexpected(std::string("--ca and --insecure: give one of them"));
  if (flags.Has("ca") && !std::ifstream(endpoint->ca)) return tl::unexpected(endpoint->ca + ": cannot be read");
  return endpoint;
}

}  // namespace grafake::conformance
