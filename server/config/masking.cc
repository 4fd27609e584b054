#include "server/config/masking.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "server/ascii.h"
#include "server/config/redacted_url.h"

namespace grafake::server {
namespace {

std::vector<std::string> Pieces(const std::string& value) {
  std::vector<std::string> pieces;
  std::string piece;
  for (const char c : value + ",") {
    if (c != ',' && !IsSpace(c)) {
      piece += c;
    } else if (!piece.empty()) {
      pieces.push_back(std::exchange(piece, {}));
    }
  }
  return pieces;
}

// Every value is taken for a list of URLs; one that is none leaves the whole value as it is.
std::string WithoutUrlPasswords(const std::string& value) {
  const std::string joint = value.find(',') == std::string::npos ? " " : ",";
  std::string shown;
  for (const std::string& piece : Pieces(value)) {
    const auto url = RedactedUrl(piece);
    if (!url) return value;
    (shown += shown.empty() ? "" : joint) += *url;
  }
  return shown;
}

// These hold addresses that are no secret, whatever they look like.
bool IsPlainName(std::string_view variable) {
  constexpr auto kParts = std::to_array<std::string_view>({"RUDDERSTACK", "APPLICATION_INSIGHTS", "SENTRY"});
  return std::ranges::any_of(kParts,
                             [&](std::string_view part) { return variable.find(part) != std::string_view::npos; });
}

}  // namespace

bool IsSecretName(std::string_view variable, const MaskingRules& rules) {
  constexpr auto kParts =
      std::to_array<std::string_view>({"PASSWORD", "SECRET", "PROVIDER_CONFIG", "PRIVATE_KEY", "SECRET_KEY",
                                       "CERTIFICATE", "ACCOUNT_KEY", "ENCRYPTION_KEY", "VAULT_TOKEN", "CONTROL_TOKEN"});
  const auto ends = [&](std::string_view ending) { return variable.ends_with(ending); };
  return std::ranges::any_of(kParts,
                             [&](std::string_view part) { return variable.find(part) != std::string_view::npos; }) ||
         std::ranges::any_of(rules.secret_endings, ends);
}

std::string Masked(std::string_view variable, const std::string& value, const MaskingRules& rules) {
  if (value.empty() && rules.empty_is_shown) return value;
  if (IsSecretName(variable, rules)) return std::string(kMask);
  return IsPlainName(variable) ? value : WithoutUrlPasswords(value);
}

}  // namespace grafake::server
