#include "server/http/caller_names.h"

#include "server/http/credentials.h"

namespace grafake::server {
namespace {

std::vector<std::string> NamesByHeader(std::string_view header, CredentialOwners& owners) {
  if (const auto token = BearerToken(header)) return owners.OfToken(*token);
  const auto basic = ParseBasic(header, SchemeCase::kAny);
  if (!basic) return {};
  auto names = IsToken(*basic) ? owners.OfToken(basic->password) : std::vector<std::string>();
  return names.empty() ? owners.OfPassword(basic->user, basic->password) : names;
}

}  // namespace

std::vector<std::string> CallerNames(const Request& request, const Cookies& cookies, CredentialOwners& owners) {
  if (const auto header = AuthorizationHeader(request); !header.empty()) {
    auto names = NamesByHeader(header, owners);
    if (!names.empty()) return names;
  }
  const auto session = cookies.SessionIn(request);
  return session ? owners.OfSession(*session) : std::vector<std::string>();
}

}  // namespace grafake::server
