#include "server/control/asked_in_short.h"

#include <algorithm>
#include <array>
#include <vector>

#include "server/control/exchange_secrets.h"
#include "server/control/redaction.h"

namespace grafake::server {
namespace {

constexpr std::size_t kLongestPath = 200;
constexpr auto kCountedMethods =
    std::to_array<std::string_view>({"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"});

std::string TellPath(std::string_view path, const KnownSecrets& known) {
  std::string shown;
  AppendRedactedTarget(shown, path, known);
  return shown.substr(0, kLongestPath);
}

}  // namespace

std::string_view MethodInShort(std::string_view method) {
  if (method == "HEAD") return "GET";
  return std::ranges::find(kCountedMethods, method) == kCountedMethods.end() ? std::string_view("other") : method;
}

std::string PathInShort(const Exchange& exchange) {
  const ExchangeSecrets secrets(exchange);
  return TellPath(exchange.request.path, secrets.known());
}

std::string PathInShort(std::string_view path, std::string_view hidden) {
  const std::vector<std::string> secrets(IsHidden(hidden) ? 1 : 0, std::string(hidden));
  return TellPath(path, {.shapeless = secrets});
}

}  // namespace grafake::server
