#include "server/domain/base64_url.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/domain/base64.h"

namespace grafake::server {
namespace {

bool InUrlAlphabet(char c) { return IsLetterOrDigit(c) || c == '-' || c == '_'; }

}  // namespace

std::optional<std::string> DecodeBase64Url(std::string_view text) {
  if (!std::ranges::all_of(text, InUrlAlphabet)) return std::nullopt;
  std::string usual(text);
  std::ranges::replace(usual, '-', '+');
  std::ranges::replace(usual, '_', '/');
  usual.append((4 - usual.size() % 4) % 4, '=');
  return DecodeBase64(usual);
}

}  // namespace grafake::server
