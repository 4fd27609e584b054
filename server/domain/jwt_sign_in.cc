#include "server/domain/jwt_sign_in.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/storage/not_found.h"

namespace grafake::server {
namespace {

constexpr const char* kJwtModule = "jwt";
constexpr std::string_view kBearerWord = "Bearer ";

tl::unexpected<JwtSignIn::Refused> RefuseJwt(JwtTrouble trouble, std::string cause) {
  return tl::unexpected(JwtSignIn::Refused{trouble, Error{ErrorCode::kInvalid, std::move(cause)}});
}

std::string WithoutPadding(std::string_view token) {
  std::string clean(token);
  std::erase(clean, '=');
  return clean;
}

}  // namespace

bool JwtSignIn::LooksLikeOne(const JsonWebToken& token) const {
  if (token.algorithm.empty() || token.algorithm == "none") return false;
  const auto payload = ReadWholeJson(token.payload);
  return payload && !JsonObjectMap(*payload).TextOf("sub").empty() && JwtClaims::HasFitTypes(*payload);
}

JwtSignIn::Outcome JwtSignIn::SignIn(std::string_view text) {
  if (rules_.jwt_may_follow_bearer && text.starts_with(kBearerWord)) text.remove_prefix(kBearerWord.size());
  auto token = ReadJsonWebToken(WithoutPadding(text), rules_.jwt_may_be_json);
  if (rules_.jwt_is_looked_at_first && (!token || !LooksLikeOne(*token)))
    return RefuseJwt(JwtTrouble::kNone, "the header holds no JWT");
  if (!token) return RefuseJwt(JwtTrouble::kInvalid, token.error());
  const Instant now = clock_();
  if (!IsSignedByOne(*token, *settings_.keys(now)))
    return RefuseJwt(JwtTrouble::kInvalid, "no key that the token names has signed it");
  const auto claims = JwtClaims::Check(std::move(token->payload), settings_.expected, now);
  if (!claims) return RefuseJwt(JwtTrouble::kInvalid, claims.error());
  return SignInBy(*claims);
}

JwtSignIn::Outcome JwtSignIn::SignInBy(const JwtClaims& claims) {
  ExternalUser who{.module = kJwtModule,
                   .id = claims.TextOf("sub"),
                   .login = settings_.username_claim.empty() ? "" : claims.TextOf(settings_.username_claim),
                   .email = settings_.email_claim.empty() ? "" : claims.TextOf(settings_.email_claim),
                   .name = claims.TextOf("name")};
  if (who.id.empty()) return RefuseJwt(JwtTrouble::kUnnamed, "the token has no claim sub");
  if (who.login.empty() && who.email.empty())
    return RefuseJwt(JwtTrouble::kUnnamed, "the token has neither a login nor an email");
  return settings_.sign_up || rules_.jwt_always_syncs ? Sync(std::move(who)) : Find(who);
}

JwtSignIn::Outcome JwtSignIn::Sync(ExternalUser who) {
  if (rules_.jwt_gives_role) who.role = users_.UsualRole();
  return users_.SignIn(std::move(who), settings_.sign_up).map_error([](Error error) {
    const JwtTrouble trouble = error.code == ErrorCode::kUserNotFound ? JwtTrouble::kUnknownUser
                               : error.code == ErrorCode::kLastAdmin  ? JwtTrouble::kLastAdmin
                                                                      : JwtTrouble::kFailed;
    return Refused{trouble, std::move(error)};
  });
}

JwtSignIn::Outcome JwtSignIn::Find(const ExternalUser& who) {
  const bool by_login = !who.login.empty();
  const auto id =
      store_.FindCaller(by_login ? "login" : "email", by_login ? who.login : who.email, rules_.jwt_knows_accounts);
  if (id) return *id;
  return tl::unexpected(Refused{JwtTrouble::kUnknownUser,
                                UserNotFound(by_login ? "login" : "email", by_login ? who.login : who.email).value()});
}

}  // namespace grafake::server
