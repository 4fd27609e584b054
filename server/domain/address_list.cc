#include "server/domain/address_list.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "server/blanks.h"

namespace grafake::server {
namespace {

constexpr std::string_view kMappedIpv4{"\0\0\0\0\0\0\0\0\0\0\xff\xff", 12};

// The bytes of an address; empty: it is none.
std::string AddressBytes(const std::string& text) {
  std::string bytes(4, '\0');
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return bytes;
  bytes.assign(16, '\0');
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
  return {};
}

bool IsMappedIpv4(std::string_view bytes) { return bytes.size() == 16 && bytes.starts_with(kMappedIpv4); }

bool HasSameBits(std::string_view a, std::string_view b, unsigned bits) {
  for (unsigned bit = 0; bit < bits; ++bit) {
    const unsigned differ = static_cast<unsigned char>(a[bit / 8]) ^ static_cast<unsigned char>(b[bit / 8]);
    if ((differ >> (7 - bit % 8) & 1U) != 0) return false;
  }
  return true;
}

}  // namespace

std::optional<AddressList::Network> AddressList::ReadNetwork(std::string_view item) {
  const auto slash = item.find('/');
  Network network{AddressBytes(std::string(item.substr(0, slash))), 32};
  if (network.bytes.empty()) return std::nullopt;
  if (slash != std::string_view::npos) {
    const std::string_view number = item.substr(slash + 1);
    const auto read = std::from_chars(number.data(), number.data() + number.size(), network.bits);
    if (read.ec != std::errc() || read.ptr != number.data() + number.size()) return std::nullopt;
  }
  if (network.bits > 8 * network.bytes.size()) return std::nullopt;
  if (IsMappedIpv4(network.bytes) && network.bits >= 96) network = {network.bytes.substr(12), network.bits - 96};
  return network;
}

std::optional<AddressList> AddressList::Read(std::string_view text) {
  AddressList list;
  std::string_view rest = TrimBlanks(text);
  list.allows_all_ = rest.empty();
  while (!list.allows_all_) {
    const auto comma = rest.find(',');
    auto network = ReadNetwork(TrimBlanks(rest.substr(0, comma)));
    if (!network) return std::nullopt;
    list.networks_.push_back(*std::move(network));
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  return list;
}

bool AddressList::Allows(const std::string& address) const {
  if (allows_all_) return true;
  std::string bytes = AddressBytes(address);
  if (IsMappedIpv4(bytes)) bytes.erase(0, 12);
  return std::ranges::any_of(networks_, [&](const Network& network) {
    return network.bytes.size() == bytes.size() && HasSameBits(network.bytes, bytes, network.bits);
  });
}

}  // namespace grafake::server
