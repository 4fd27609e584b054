#include "server/control/access.h"

#include <arpa/inet.h>
#include <openssl/crypto.h>

#include <array>
#include <string_view>

#include "server/ascii.h"
#include "server/config/go_url.h"
#include "server/config/host_port.h"

namespace grafake::server {
namespace {

// The host in "host:port", lower case; nothing where it cannot be parted.
std::optional<std::string> HostOf(const std::string& text) {
  const auto parted = SplitHostAnyPort(text, "0");
  return parted ? std::optional(LowerText(parted->host)) : std::nullopt;
}

bool IsAddress(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

// A name that a stranger's page has led here is none of these: they mean this machine, or whoever asked for the
// address.
bool IsOwnHost(const std::string& host, const ControlSettings& settings) {
  return host.empty() || host == "localhost" || host.ends_with(".localhost") || IsAddress(host) ||
         host == LowerText(settings.domain);
}

bool IsOfAnotherSite(const Request& request) {
  if (const std::string* site = request.FindHeader("Sec-Fetch-Site"); site != nullptr) {
    if (*site != "same-origin" && *site != "none") return true;
  }
  const std::string* origin = request.FindHeader("Origin");
  if (origin == nullptr) return false;
  const auto url = ParseGoUrl(*origin);
  const std::string* host = request.FindHeader("Host");
  return !url || url->user || host == nullptr || LowerText(url->host) != LowerText(*host);
}

bool KnowsToken(const Request& request, const std::string& token) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string* header = request.FindHeader("Authorization");
  if (header == nullptr || !header->starts_with(kScheme)) return false;
  const std::string_view given = std::string_view(*header).substr(kScheme.size());
  return given.size() == token.size() && CRYPTO_memcmp(given.data(), token.data(), token.size()) == 0;
}

std::optional<NotLetIn> RefuseSite(const Request& request, const ControlSettings& settings) {
  if (IsOfAnotherSite(request)) return NotLetIn{403, "a page of another site may not control this server"};
  const std::string* host = request.FindHeader("Host");
  const auto name = host == nullptr ? std::optional<std::string>("") : HostOf(*host);
  if (name && IsOwnHost(*name, settings)) return std::nullopt;
  return NotLetIn{403,
                  "the Host header names neither this machine nor [server] domain; ask by address, or set "
                  "[grafake] control_token and send it"};
}

}  // namespace

bool IsLoopback(const std::string& address) {
  if (address.empty() || address == "::1" || address == "127.0.0.1") return true;
  const std::string_view v4 =
      address.starts_with("::ffff:") ? std::string_view(address).substr(7) : std::string_view(address);
  return v4.starts_with("127.") && IsAddress(std::string(v4));
}

std::optional<NotLetIn> RefusePlace(const Request& request, const ControlSettings& settings) {
  if (settings.who == ControlFor::kNobody) return NotLetIn{404, "[grafake] control is off"};
  if (settings.who == ControlFor::kLoopback && !IsLoopback(request.client_ip))
    return NotLetIn{403,
                    "only who comes from loopback may control this server; [grafake] control = any lets others in"};
  return std::nullopt;
}

std::optional<NotLetIn> RefuseControl(const Request& request, const ControlSettings& settings) {
  if (auto refused = RefusePlace(request, settings)) return refused;
  if (!settings.token.empty() && !KnowsToken(request, settings.token))
    return NotLetIn{401, "send [grafake] control_token as \"Authorization: Bearer …\""};
  if (!settings.token.empty()) return std::nullopt;
  return RefuseSite(request, settings);
}

}  // namespace grafake::server
