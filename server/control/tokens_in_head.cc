#include "server/control/tokens_in_head.h"

#include "server/control/text_encodings.h"
#include "server/control/token_shape.h"
#include "server/domain/token_format.h"
#include "server/http/credentials.h"

namespace grafake::server {
namespace {

constexpr std::size_t kUsualTokenLength = 46;  // glsa_, the secret, '_', the checksum

// A key that names neither itself nor a secret is some other JSON in base64.
bool IsIssuable(std::string_view token) {
  const auto parsed = ParseToken(token);
  return parsed && (!parsed->legacy || (!parsed->name.empty() && !parsed->secret.empty()));
}

}  // namespace

std::vector<std::string> TokensIn(std::string_view text) {
  std::string decoded;
  if (MayBeEncoded(text)) text = decoded = FullyDecoded(text);
  std::vector<std::string> found;
  for (auto place = FindToken(text); place; place = FindToken(text, place->end)) {
    const std::string_view token = text.substr(place->begin, place->end - place->begin);
    // Letters may follow that are no part of it.
    const std::string_view usual = token.substr(0, kUsualTokenLength);
    if (IsIssuable(token)) {
      found.emplace_back(token);
    } else if (usual != token && IsIssuable(usual)) {
      found.emplace_back(usual);
    }
  }
  return found;
}

std::string ShownToken(const Request& request) {
  const std::string_view header = AuthorizationHeader(request);
  if (header.empty()) return "";
  if (const auto token = BearerToken(header)) return IsIssuable(*token) ? std::string(*token) : "";
  const auto basic = ParseBasic(header, SchemeCase::kAny);
  return basic && IsToken(*basic) && IsIssuable(basic->password) ? basic->password : "";
}

}  // namespace grafake::server
