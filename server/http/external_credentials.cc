#include "server/http/external_credentials.h"

#include "server/ascii.h"
#include "server/domain/quoted_printable.h"

namespace grafake::server {
namespace {

std::string ProxyValue(const Request& request, const std::string& name, bool encoded) {
  const std::string* const header = name.empty() ? nullptr : request.FindHeader(name);
  if (header == nullptr) return {};
  const std::string_view value = WithoutBlanks(*header);
  return encoded ? DecodeQuotedPrintable(value) : std::string(value);
}

}  // namespace

std::optional<ProxyWord> ProxyWordIn(const Request& request, const ProxyHeaders& headers) {
  const auto value = [&](const std::string& name) { return ProxyValue(request, name, headers.encoded); };
  std::string name = value(headers.name);
  if (name.empty()) return std::nullopt;
  return ProxyWord{.address = request.client_ip,
                   .name = std::move(name),
                   .full_name = value(headers.full_name),
                   .email = value(headers.email),
                   .login = value(headers.login),
                   .groups = value(headers.groups),
                   .role = value(headers.role)};
}

std::string_view JwtIn(const Request& request, const Query& query, const JwtPlaces& places) {
  const std::string* const header = places.header.empty() ? nullptr : request.FindHeader(places.header);
  const std::string_view token = header == nullptr ? std::string_view() : WithoutBlanks(*header);
  return token.empty() && places.in_url ? std::string_view(query.Text("auth_token")) : token;
}

}  // namespace grafake::server
