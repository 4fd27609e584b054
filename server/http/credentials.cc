#include "server/http/credentials.h"

#include "server/ascii.h"
#include "server/domain/base64.h"

namespace grafake::server {
namespace {

std::string_view WithoutQuotes(std::string_view text) {
  while (text.starts_with('"')) text.remove_prefix(1);
  while (text.ends_with('"')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view AuthorizationHeader(const Request& request) {
  const std::string* header = request.FindHeader("Authorization");
  return header == nullptr ? std::string_view() : WithoutBlanks(*header);
}

std::optional<BasicCredentials> ParseBasic(std::string_view header, SchemeCase scheme) {
  constexpr std::string_view kScheme = "Basic ";
  const std::string_view begin = header.substr(0, kScheme.size());
  if (scheme == SchemeCase::kAny ? !SameHeaderName(begin, kScheme) : begin != kScheme) return std::nullopt;
  const auto decoded = DecodeBase64(header.substr(kScheme.size()));
  const auto colon = decoded ? decoded->find(':') : std::string::npos;
  if (colon == std::string::npos) return std::nullopt;
  return BasicCredentials{decoded->substr(0, colon), decoded->substr(colon + 1)};
}

std::optional<std::string_view> BearerToken(std::string_view header) {
  constexpr std::string_view kScheme = "Bearer ";
  if (!header.starts_with(kScheme) || header.size() == kScheme.size()) return std::nullopt;
  return header.substr(kScheme.size());
}

bool IsToken(const BasicCredentials& basic) { return basic.user == "api_key" && !basic.password.empty(); }

std::int64_t RequestedOrg(const Request& request, const Query& query) {
  if (const auto target = query.ExactInteger("targetOrgId")) return *target;
  const std::string* header = request.FindHeader("X-Grafana-Org-Id");
  return header == nullptr ? 0 : ParseInteger(*header).value_or(0);
}

std::optional<std::string_view> CookieIn(const Request& request, std::string_view name) {
  for (const Header& header : request.headers) {
    if (!SameHeaderName(header.name, "Cookie")) continue;
    std::string_view rest = header.value;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(';'), rest.size());
      const std::string_view pair = WithoutBlanks(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const auto equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
        return WithoutQuotes(pair.substr(equals + 1));
      }
    }
  }
  return std::nullopt;
}

}  // namespace grafake::server
