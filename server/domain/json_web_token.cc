#include "server/domain/json_web_token.h"

#include <algorithm>
#include <optional>

#include "server/domain/base64_url.h"
#include "server/json/scanner.h"

namespace grafake::server {
namespace {

using TokenRead = tl::expected<JsonWebToken, std::string>;

// The three parts as they came, in base64.
struct TokenParts {
  std::string head;
  std::string payload;
  std::string signature;
};

tl::unexpected<std::string> NoToken(std::string why) { return tl::unexpected(std::move(why)); }

TokenRead ReadParts(const TokenParts& parts) {
  const auto head = DecodeBase64Url(parts.head);
  auto payload = DecodeBase64Url(parts.payload);
  auto signature = DecodeBase64Url(parts.signature);
  if (!head || !payload || !signature) return NoToken("illegal base64 data");
  const auto value = ReadWholeJson(*head);
  if (!value || value->kind != JsonValue::Kind::kObject) return NoToken("the head is no JSON object");
  const JsonObjectMap members(*value);
  return JsonWebToken{.algorithm = members.TextOf("alg"),
                      .key_id = members.TextOf("kid"),
                      .signed_part = parts.head + '.' + parts.payload,
                      .signature = *std::move(signature),
                      .payload = *std::move(payload),
                      .has_critical = members.Find("crit") != nullptr};
}

TokenRead ReadCompact(std::string_view text) {
  const auto first = text.find('.');
  const auto second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos)
    return NoToken("compact JWS format must have three parts");
  return ReadParts({std::string(text.substr(0, first)), std::string(text.substr(first + 1, second - first - 1)),
                    std::string(text.substr(second + 1))});
}

// The one signature of either JSON serialisation.
std::optional<JsonValue> OnlySignature(const JsonValue& whole, const JsonObjectMap& members) {
  const JsonValue* const list = members.Find("signatures");
  if (list == nullptr) return whole;
  JsonItems items(*list);
  auto only = items.Next();
  return items.Next() ? std::nullopt : only;
}

TokenRead ReadJsonForm(std::string_view text) {
  const auto whole = ReadWholeJson(text);
  if (!whole) return NoToken("the token is no JSON");
  const JsonObjectMap members(*whole);
  const auto only = OnlySignature(*whole, members);
  if (!only) return NoToken("the token has not one signature");
  const JsonObjectMap signature(*only);
  return ReadParts({signature.TextOf("protected"), members.TextOf("payload"), signature.TextOf("signature")});
}

}  // namespace

tl::expected<JsonWebToken, std::string> ReadJsonWebToken(std::string_view text, bool json) {
  std::string clean(text);
  std::erase_if(clean, IsJsonBlank);
  return json && clean.starts_with('{') ? ReadJsonForm(text) : ReadCompact(clean);
}

bool IsSignedByOne(const JsonWebToken& token, const std::vector<VerificationKey>& keys) {
  if (token.has_critical) return false;
  return std::ranges::any_of(keys, [&](const VerificationKey& key) {
    return key.id == token.key_id && IsSignedBy(key, token.algorithm, token.signed_part, token.signature);
  });
}

}  // namespace grafake::server
