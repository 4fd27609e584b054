#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/domain/identities.h"
#include "server/domain/password_sign_in.h"
#include "server/domain/token_sign_in.h"
#include "server/http/answers.h"
#include "server/http/message.h"
#include "server/http/url.h"

namespace grafake::server {

struct AuthenticationSettings {
  bool basic = true;  // [auth.basic] enabled
};

// Who a request comes from. Never null; without credentials it is a Principal of kind kNobody.
struct Authenticated {
  PrincipalPtr caller;
  std::int64_t session_id = 0;       // of the session cookie that signed in; 0: none
  std::vector<Header> headers = {};  // to be sent with the answer
};

// Turns the credentials of a request into a Principal. The first method that recognises its credential decides, also
// when it refuses. Thread-safe.
class Authentication {
 public:
  Authentication(const Answers& answers, TokenSignIn& tokens, PasswordSignIn& passwords, Identities& identities,
                 AuthenticationSettings settings)
      : answers_(answers), tokens_(tokens), passwords_(passwords), identities_(identities), settings_(settings) {}

  // The error is the answer to send.
  [[nodiscard]] tl::expected<Authenticated, Response> Authenticate(const Request& request, const Query& query);

 private:
  [[nodiscard]] tl::expected<Authenticated, Response> ByToken(std::string_view token);
  [[nodiscard]] tl::expected<Authenticated, Response> ByPassword(const Request& request, const Query& query,
                                                                 std::string_view header);

  const Answers& answers_;
  TokenSignIn& tokens_;
  PasswordSignIn& passwords_;
  Identities& identities_;
  AuthenticationSettings settings_;
};

}  // namespace grafake::server
