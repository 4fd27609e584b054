#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/http/url.h"

namespace grafake::server {

struct BasicCredentials {
  std::string user;
  std::string password;
};

// The first Authorization header without blanks around it; empty when there is none.
[[nodiscard]] std::string_view AuthorizationHeader(const Request& request);

// "Basic " + base64 of "user:password", spelled exactly so; nothing for anything else.
[[nodiscard]] std::optional<BasicCredentials> ParseBasic(std::string_view header);

// The token in the header: "Bearer " + token, or Basic with the user name "api_key"; nothing when it holds none.
[[nodiscard]] std::optional<std::string> TokenIn(std::string_view header);

// The org that a request of a user names: targetOrgId in the query, else X-Grafana-Org-Id; 0: none.
[[nodiscard]] std::int64_t RequestedOrg(const Request& request, const Query& query);

// The value of the first cookie of that name; nothing when there is none.
[[nodiscard]] std::optional<std::string> CookieIn(const Request& request, std::string_view name);

}  // namespace grafake::server
