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

// Whether "basic" counts as "Basic".
enum class SchemeCase { kExact, kAny };

// "Basic " + base64 of "user:password", spelled exactly so but for that case; nothing for anything else.
[[nodiscard]] std::optional<BasicCredentials> ParseBasic(std::string_view header,
                                                         SchemeCase scheme = SchemeCase::kExact);

// The token in "Bearer " + token, as part of the header; nothing when it holds none.
[[nodiscard]] std::optional<std::string_view> BearerToken(std::string_view header);

// Whether the password is a token: that of the user "api_key".
[[nodiscard]] bool IsToken(const BasicCredentials& basic);

// The org that a request of a user names: targetOrgId in the query, else X-Grafana-Org-Id; 0: none.
[[nodiscard]] std::int64_t RequestedOrg(const Request& request, const Query& query);

// The value of the first cookie of that name, as part of its header; nothing when there is none.
[[nodiscard]] std::optional<std::string_view> CookieIn(const Request& request, std::string_view name);

}  // namespace grafake::server
