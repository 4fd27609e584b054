#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/domain/anonymous_sign_in.h"
#include "server/domain/identities.h"
#include "server/domain/kept_permissions.h"
#include "server/domain/password_sign_in.h"
#include "server/domain/sessions.h"
#include "server/domain/sightings.h"
#include "server/domain/token_sign_in.h"
#include "server/http/answers.h"
#include "server/http/cookies.h"
#include "server/http/message.h"
#include "server/http/url.h"
#include "server/releases/sign_in_rules.h"

namespace grafake::server {

struct AuthenticationSettings {
  bool basic = true;          // [auth.basic] enabled
  bool no_passwords = false;  // [auth] disable_login, where the release has it: none is right
  WorthlessCookie worthless_cookie = WorthlessCookie::kStays;
};

// Who a request comes from. Never null; without credentials it is a Principal of kind kNobody or kAnonymous.
struct Authenticated {
  PrincipalPtr caller;
  std::optional<SessionRow> session = std::nullopt;  // of the cookie that signed in
  std::vector<RequestNote> notes = {};               // what went wrong on the way
  bool ends_cookie = false;                          // the answer takes the session's cookie away
};

// The ways to sign in.
struct SignIns {
  TokenSignIn& tokens;
  PasswordSignIn& passwords;
  Sessions& sessions;
  AnonymousSignIn& anonymous;
};

// Turns the credentials of a request into a Principal. The first method that recognises its credential decides, also
// when it refuses. Thread-safe.
class Authentication {
 public:
  Authentication(const Answers& answers, const Cookies& cookies, const SignIns& sign_ins, Identities& identities,
                 KeptPermissions& kept, Sightings& sightings, AuthenticationSettings settings)
      : answers_(answers),
        cookies_(cookies),
        sign_ins_(sign_ins),
        identities_(identities),
        kept_(kept),
        sightings_(sightings),
        settings_(settings) {}

  // The error is the answer to send.
  [[nodiscard]] tl::expected<Authenticated, Response> Authenticate(const Request& request, const Query& query);

  // Behind the handler: a session whose time has come gets a new token, which goes out with the answer; a cookie that
  // is worth nothing may be taken away.
  void Finish(const Request& request, const Authenticated& who, Response& response);

 private:
  [[nodiscard]] tl::expected<Authenticated, Response> Identify(const Request& request, const Query& query);
  [[nodiscard]] tl::expected<Authenticated, Response> ByToken(std::string_view token);
  [[nodiscard]] tl::expected<Authenticated, Response> ByPassword(const Request& request, const Query& query,
                                                                 std::string_view header);
  // The notes get why a cookie was of no use.
  [[nodiscard]] std::optional<Authenticated> BySession(const Request& request, const Query& query,
                                                       std::vector<RequestNote>& notes);
  [[nodiscard]] Authenticated Anonymously(std::vector<RequestNote> notes);

  const Answers& answers_;
  const Cookies& cookies_;
  SignIns sign_ins_;
  Identities& identities_;
  KeptPermissions& kept_;
  Sightings& sightings_;
  AuthenticationSettings settings_;
};

}  // namespace grafake::server
