#pragma once

#include <functional>
#include <string>
#include <variant>

#include "grafake/secret.h"

namespace grafake {

/// As nobody: health, and whatever anonymous access allows.
struct NoCredentials {};

/// A user, by HTTP's basic authentication.
struct Password {
  std::string user = {};  ///< login or e-mail
  Secret password = {};   ///< as typed
};

/// A service account token or an API key.
struct AccessToken {
  Secret token = {};  ///< "glsa_…", or an API key
};

/// Supplies the token for each request, so that it can be rotated while the client runs. Called by any thread that
/// makes calls, several at once. Where Grafana refuses the token it is asked again, and the call is repeated if the
/// token is another by then.
using TokenSource = std::function<Secret()>;

/// Who calls.
using Credentials = std::variant<NoCredentials, Password, AccessToken, TokenSource>;

}  // namespace grafake
