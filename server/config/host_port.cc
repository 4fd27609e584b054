#include "server/config/host_port.h"

#include <optional>
#include <string_view>

namespace grafake::server {
namespace {

constexpr auto kNowhere = std::string_view::npos;

std::optional<std::string_view> AddressProblem(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == kNowhere) return "missing port";
  if (!text.starts_with('[')) {
    if (text.substr(0, colon).find(':') != kNowhere) return "too many colons";
    if (text.find('[') != kNowhere) return "unexpected '['";
    if (text.find(']') != kNowhere) return "unexpected ']'";
    return std::nullopt;
  }
  const auto close = text.find(']');
  if (close == kNowhere) return "missing ']'";
  if (close + 1 != colon) return close + 1 < text.size() && text[close + 1] == ':' ? "too many colons" : "missing port";
  if (text.find('[', 1) != kNowhere) return "unexpected '['";
  if (text.find(']', close + 1) != kNowhere) return "unexpected ']'";
  return std::nullopt;
}

}  // namespace

tl::expected<HostPort, std::string> SplitHostPort(std::string_view text) {
  if (const auto problem = AddressProblem(text))
    return tl::unexpected("address " + std::string(text) + ": " + std::string(*problem) + " in address");
  const auto colon = text.rfind(':');
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  return HostPort{std::string(host), std::string(text.substr(colon + 1))};
}

tl::expected<HostPort, std::string> SplitHostAnyPort(const std::string& text, const std::string& port) {
  const auto bracket = text.starts_with('[') ? text.rfind(']') : 0;
  if (bracket == std::string::npos) return tl::unexpected("malformed IPv6 address: '" + text + "'");
  const std::string full = text.find(':', bracket) == std::string::npos ? text + ":" + port : text;
  auto address = SplitHostPort(full);
  if (!address) return tl::unexpected("net.SplitHostPort failed for '" + full + "': " + address.error());
  return address;
}

}  // namespace grafake::server
