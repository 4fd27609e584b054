#pragma once

#include <tl/expected.hpp>

#include "server/config/external_settings.h"
#include "server/config/start_error.h"
#include "server/domain/jwt_sign_in.h"
#include "server/domain/proxy_sign_in.h"
#include "server/http/external_credentials.h"
#include "server/releases/external_rules.h"

namespace grafake::server {

// The settings of [auth.proxy] in the words of those who use them.
[[nodiscard]] ProxySettings ProxyOf(const AuthProxySettings& settings);
[[nodiscard]] ProxyHeaders ProxyHeadersOf(const AuthProxySettings& settings);

// The same of [auth.jwt], with the keys that its files hold now. The error ends the start, in Grafana's words; nothing
// is read where JWTs are off.
[[nodiscard]] tl::expected<JwtSettings, StartError> JwtOf(const AuthJwtSettings& settings, const KeyWords& words);

}  // namespace grafake::server
