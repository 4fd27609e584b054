#include "server/external_sign_in.h"

#include <map>

#include "server/config/splitting.h"
#include "server/jwk_url.h"
#include "server/regular_file.h"

namespace grafake::server {
namespace {

using Keys = std::vector<VerificationKey>;

tl::unexpected<StartError> UnfitJwt(std::string_view key, std::string message) {
  return tl::unexpected(StartError{.message = std::move(message), .setting = {"auth.jwt", std::string(key)}});
}

tl::expected<Keys, StartError> KeysOf(const AuthJwtSettings& s, const KeyWords& words) {
  const bool set = !s.jwk_set_file.empty();
  const std::string name = set ? "jwk_set_file" : "key_file";
  const std::string& path = set ? s.jwk_set_file : s.key_file;
  const auto text = ReadRegularFile(path);
  if (!text) return UnfitJwt(name, text.error().Sentence(path));
  if (set) {
    auto keys = ReadKeySet(*text, words);
    if (!keys) return UnfitJwt(name, keys.error());
    return *std::move(keys);
  }
  auto key = ReadPemKey(*text);
  if (!key) return UnfitJwt(name, key.error());
  key->id = s.key_id;
  return Keys{*std::move(key)};
}

tl::expected<KeySource, StartError> SourceOf(const AuthJwtSettings& s, const KeyWords& words) {
  if (!s.jwk_set_url.empty())
    return KeysBehind({s.jwk_set_url, s.cache_ttl, s.url_token_file, s.url_ca, s.url_unverified}, words);
  return KeysOf(s, words).map([](Keys keys) -> KeySource {
    return [list = std::make_shared<const Keys>(std::move(keys))](Instant /*now*/) { return list; };
  });
}

// Header names by the fields that they fill: "Name:X-WEBAUTH-NAME Email:X-WEBAUTH-EMAIL".
std::map<std::string, std::string> HeadersByField(const std::string& text) {
  std::map<std::string, std::string> headers;
  for (const std::string& pair : SplitWords(text, " ,\t")) {
    const auto colon = pair.find(':');
    if (colon != std::string::npos) headers[pair.substr(0, colon)] = pair.substr(colon + 1);
  }
  return headers;
}

}  // namespace

ProxySettings ProxyOf(const AuthProxySettings& s) {
  return {.enabled = s.enabled,
          .property = s.header_property == "username" ? ProxyProperty::kUsername
                      : s.header_property == "email"  ? ProxyProperty::kEmail
                                                      : ProxyProperty::kUnknown,
          .sign_up = s.auto_sign_up,
          .remembered = std::chrono::minutes(s.sync_ttl),
          .allowed = AddressList::Read(s.whitelist)};
}

ProxyHeaders ProxyHeadersOf(const AuthProxySettings& s) {
  auto fields = HeadersByField(s.headers);
  return {.name = s.header_name,
          .full_name = fields["Name"],
          .email = fields["Email"],
          .login = fields["Login"],
          .groups = fields["Groups"],
          .role = fields["Role"],
          .encoded = s.headers_encoded};
}

tl::expected<JwtSettings, StartError> JwtOf(const AuthJwtSettings& s, const KeyWords& words) {
  if (!s.enabled) return JwtSettings{};
  if (auto checked = CheckJwtKeys(s); !checked) return tl::unexpected(checked.error());
  auto keys = SourceOf(s, words);
  if (!keys) return tl::unexpected(keys.error());
  auto expected = ExpectedClaims::Read(s.expect_claims, words);
  if (!expected) return UnfitJwt("expect_claims", expected.error());
  return JwtSettings{.enabled = !s.header_name.empty(),
                     .sign_up = s.auto_sign_up,
                     .username_claim = s.username_claim,
                     .email_claim = s.email_claim,
                     .username_path = ClaimPath::Read(s.username_path),
                     .email_path = ClaimPath::Read(s.email_path),
                     .role_path = ClaimPath::Read(s.role_path),
                     .org_path = ClaimPath::Read(s.org_path),
                     .orgs = OrgMapping::Read(SplitWords(s.org_mapping, " ,\t\n"), s.role_strict),
                     .role_needed = s.role_strict,
                     .keeps_roles = s.skip_roles,
                     .gives_admin = s.assign_admin,
                     .expected = *std::move(expected),
                     .keys = *std::move(keys)};
}

}  // namespace grafake::server
