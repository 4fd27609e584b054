#include "server/http/caller_names.h"

#include <array>

#include "server/http/credentials.h"
#include "server/http/external_credentials.h"
#include "server/http/url.h"

namespace grafake::server {
namespace {

std::vector<std::string> NamesByHeader(std::string_view header, CredentialOwners& owners) {
  if (const auto token = BearerToken(header)) return owners.OfToken(*token);
  const auto basic = ParseBasic(header, SchemeCase::kAny);
  if (!basic) return {};
  auto names = IsToken(*basic) ? owners.OfToken(basic->password) : std::vector<std::string>();
  return names.empty() ? owners.OfPassword(basic->user, basic->password) : names;
}

std::vector<std::string> NamesByAuthorization(const Request& request, const CallerSigns& signs) {
  const auto header = AuthorizationHeader(request);
  return header.empty() ? std::vector<std::string>() : NamesByHeader(header, signs.owners);
}

std::vector<std::string> NamesByProxy(const Request& request, const CallerSigns& signs) {
  const auto word = signs.proxy == nullptr ? std::nullopt : ProxyWordIn(request, signs.settings.proxy);
  const auto named = word ? signs.proxy->Look(*word) : std::nullopt;
  return named ? signs.owners.OfExternal(*named) : std::vector<std::string>();
}

std::vector<std::string> NamesBySession(const Request& request, const CallerSigns& signs) {
  const auto session = signs.cookies.SessionIn(request);
  return session ? signs.owners.OfSession(*session) : std::vector<std::string>();
}

std::vector<std::string> NamesByJwt(const Request& request, const CallerSigns& signs) {
  if (signs.jwt == nullptr) return {};
  const Query query(request.query);
  const std::string_view token = JwtIn(request, query, signs.settings.jwt);
  const auto named = token.empty() ? std::nullopt : signs.jwt->Look(token);
  return named ? signs.owners.OfExternal(*named) : std::vector<std::string>();
}

}  // namespace

std::vector<std::string> CallerNames(const Request& request, const CallerSigns& signs) {
  constexpr std::array kJwtLast = {NamesByAuthorization, NamesByProxy, NamesBySession, NamesByJwt};
  constexpr std::array kJwtFirst = {NamesByJwt, NamesByAuthorization, NamesByProxy, NamesBySession};
  for (const auto way : signs.settings.jwt_turn == JwtTurn::kFirst ? kJwtFirst : kJwtLast) {
    auto names = way(request, signs);
    if (!names.empty()) return names;
  }
  return {};
}

}  // namespace grafake::server
