#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace grafake::server {

// Networks from which something is allowed, as Go reads them. A value.
class AddressList {
 public:
  // Addresses and CIDRs, separated by commas; an address is a network of 32 bits, of IPv6 too. Blank text is the list
  // that allows all. Nothing: an item is none of both.
  [[nodiscard]] static std::optional<AddressList> Read(std::string_view text);

  [[nodiscard]] bool Allows(const std::string& address) const;

 private:
  struct Network {
    std::string bytes;  // 4 of IPv4, 16 of IPv6
    unsigned bits = 0;
  };
  [[nodiscard]] static std::optional<Network> ReadNetwork(std::string_view item);

  bool allows_all_ = true;
  std::vector<Network> networks_;
};

}  // namespace grafake::server
