#include "server/config/masking.h"

#include <algorithm>
#include <array>

namespace grafake::server {
namespace {

// Behind "scheme://" stands "user:password@": the password is hidden.
std::string WithoutUrlPasswords(std::string value) {
  for (std::size_t at = value.find("://"); at != std::string::npos; at = value.find("://", at + 3)) {
    const auto end = value.find_first_of("/ ,\t\n", at + 3);
    const std::string authority = value.substr(at + 3, end == std::string::npos ? end : end - at - 3);
    const auto sign = authority.rfind('@');
    const auto colon = authority.find(':');
    if (sign == std::string::npos || colon == std::string::npos || colon > sign) continue;
    value.replace(at + 3 + colon + 1, sign - colon - 1, "xxxxx");
  }
  return value;
}

}  // namespace

bool IsSecretName(std::string_view variable) {
  constexpr auto kParts =
      std::to_array<std::string_view>({"PASSWORD", "SECRET", "PROVIDER_CONFIG", "PRIVATE_KEY", "SECRET_KEY",
                                       "CERTIFICATE", "ACCOUNT_KEY", "ENCRYPTION_KEY", "VAULT_TOKEN"});
  return std::ranges::any_of(kParts,
                             [&](std::string_view part) { return variable.find(part) != std::string_view::npos; });
}

std::string Masked(std::string_view variable, const std::string& value) {
  return IsSecretName(variable) ? "*********" : WithoutUrlPasswords(value);
}

}  // namespace grafake::server
