#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/domain/anonymous_sign_in.h"
#include "server/domain/identities.h"
#include "server/domain/jwt_sign_in.h"
#include "server/domain/kept_permissions.h"
#include "server/domain/password_sign_in.h"
#include "server/domain/proxy_sign_in.h"
#include "server/domain/sessions.h"
#include "server/domain/sightings.h"
#include "server/domain/token_sign_in.h"
#include "server/http/answers.h"
#include "server/http/cookies.h"
#include "server/http/credentials.h"
#include "server/http/external_credentials.h"
#include "server/http/message.h"
#include "server/http/url.h"
#include "server/releases/external_rules.h"
#include "server/releases/sign_in_rules.h"

namespace grafake::server {

struct AuthenticationSettings {
  bool basic = true;          // [auth.basic] enabled
  bool no_passwords = false;  // [auth] disable_login, where the release has it: none is right
  WorthlessCookie worthless_cookie = WorthlessCookie::kStays;
  WrongCredential wrong = WrongCredential::kRefusedAtOnce;
  bool keys_keep_to_their_org = false;       // a token or key that asks for another org is refused
  bool sessions_replaced_on_demand = false;  // one whose token is due is refused until that is replaced
  ProxyHeaders proxy;
  JwtPlaces jwt;
  JwtTurn jwt_turn = JwtTurn::kLast;
  bool disabled_are_refused = false;  // for whom a proxy or a JWT vouches
  bool jwt_fallen_is_nobody = true;   // whose sign-up by JWT fails
};

// Who a request comes from. Never null; without credentials it is a Principal of kind kNobody or kAnonymous.
struct Authenticated {
  PrincipalPtr caller;
  std::int64_t token_id = 0;                         // of the token or key that signed in; 0: none did
  std::optional<SessionRow> session = std::nullopt;  // of the cookie that signed in
  std::vector<RequestNote> notes = {};               // what went wrong on the way
  bool ends_cookie = false;                          // the answer takes the session's cookie away
  const Refusal* refused =
      nullptr;                 // why a nobody is none: what he hears where he must be somebody; null: no credential
  ReasonPtr reason = nullptr;  // … and what decided that
  bool session_due = false;    // … he has a session, whose token his browser is to replace
};

// Why a credential signs nobody in.
struct WrongSignIn {
  const Refusal* refusal;
  std::string cause;
  ReasonPtr reason;
  bool is_unknown = false;  // a token that was never issued, or has gone
};

// The ways to sign in; null where one is off.
struct SignIns {
  TokenSignIn& tokens;
  PasswordSignIn& passwords;
  Sessions& sessions;
  AnonymousSignIn& anonymous;
  ProxySignIn* proxy = nullptr;
  JwtSignIn* jwt = nullptr;
};

// Turns the credentials of a request into a Principal. The ways to sign in are asked one after the other; the first
// that recognises its credential decides, also when it refuses, unless wrong ones count as none. Thread-safe.
class Authentication {
 public:
  // `identities` knows callers as they are, `old` as they were a little before, for a Plight.
  Authentication(const Answers& answers, const Cookies& cookies, const SignIns& sign_ins, Identities& identities,
                 Identities& old, KeptPermissions& kept, Sightings& sightings, AuthenticationSettings settings)
      : answers_(answers),
        cookies_(cookies),
        sign_ins_(sign_ins),
        identities_(identities),
        old_(old),
        kept_(kept),
        sightings_(sightings),
        settings_(settings) {}

  // The error is the answer to send.
  [[nodiscard]] tl::expected<Authenticated, Response> Authenticate(const Request& request, const Query& query);

  // Behind the handler: a session whose time has come gets a new token, which goes out with the answer; a cookie that
  // is worth nothing may be taken away.
  void Finish(const Request& request, const Authenticated& who, Response& response);

 private:
  [[nodiscard]] Identities& IdentitiesFor(const Request& request) {
    return request.plight.caller_kept ? old_ : identities_;
  }

  using SignedIn = tl::expected<Authenticated, WrongSignIn>;

  // Why a session's cookie lets nobody in.
  enum class CookieTrouble { kNoCookie, kWorthless, kDue };
  struct NoSession {
    CookieTrouble trouble = CookieTrouble::kNoCookie;
    ReasonPtr reason = nullptr;  // null: there is no cookie, nor a JWT whose user cannot be made
  };
  // What has been found of a request on the way to who asks.
  struct Attempts {
    std::optional<WrongSignIn> wrong;  // of the first credential that is worth nothing
    NoSession none;
    bool jwt_passed_over = false;  // what came where one is looked for is none
    std::vector<RequestNote> notes;
  };
  // One way to sign in. Nothing: the request shows no credential of that kind.
  using Way = std::optional<SignedIn> (Authentication::*)(const Request&, const Query&, Attempts&);
  // All of them, in the order in which they are asked.
  [[nodiscard]] std::span<const Way> Ways() const;

  [[nodiscard]] tl::expected<Authenticated, Response> Identify(const Request& request, const Query& query);
  [[nodiscard]] std::optional<SignedIn> ByHeader(const Request& request, const Query& query, Attempts& attempts);
  [[nodiscard]] std::optional<SignedIn> ByProxy(const Request& request, const Query& query, Attempts& attempts);
  // The notes get why a cookie was of no use, too.
  [[nodiscard]] std::optional<SignedIn> BySession(const Request& request, const Query& query, Attempts& attempts);
  [[nodiscard]] std::optional<SignedIn> ByJwt(const Request& request, const Query& query, Attempts& attempts);

  [[nodiscard]] SignedIn ByToken(std::string_view token, const Request& request, const Query& query);
  [[nodiscard]] SignedIn ByPassword(const Request& request, const Query& query, const BasicCredentials& basic);
  // Whom another system has named.
  [[nodiscard]] SignedIn AsNamed(std::int64_t user_id, const Request& request, const Query& query);
  // What was looked for in vain.
  [[nodiscard]] ReasonPtr NoExternal(bool jwt_passed_over) const;
  // Whom no way has let in.
  [[nodiscard]] Authenticated AsStranger(const Request& request, Attempts attempts);
  [[nodiscard]] Authenticated Anonymously(std::vector<RequestNote> notes);

  const Answers& answers_;
  const Cookies& cookies_;
  SignIns sign_ins_;
  Identities& identities_;
  Identities& old_;
  KeptPermissions& kept_;
  Sightings& sightings_;
  AuthenticationSettings settings_;
};

}  // namespace grafake::server
