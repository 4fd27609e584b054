#include "server/domain/jwt_sign_in.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/domain/roles.h"
#include "server/storage/grounds.h"
#include "server/storage/not_found.h"

namespace grafake::server {
namespace {

constexpr const char* kJwtModule = "jwt";
constexpr std::string_view kBearerWord = "Bearer ";

tl::unexpected<JwtSignIn::Refused> RefuseJwt(JwtTrouble trouble, std::string cause) {
  JwtUnfit ground{cause};
  return tl::unexpected(
      JwtSignIn::Refused{trouble, Fail(ErrorCode::kInvalid, std::move(cause), std::move(ground)).value()});
}

constexpr std::string_view kGrafanaAdminWord = "GrafanaAdmin";

// The claim of that name, or what the path finds where none is named.
std::string TextBy(const JwtClaims& claims, const std::string& name, const std::optional<ClaimPath>& path) {
  if (!name.empty()) return claims.TextOf(name);
  return path ? path->TextIn(claims.text()) : std::string();
}

std::string WhyUnsigned(const JsonWebToken& token, const std::vector<VerificationKey>& keys) {
  if (keys.empty()) return "there are no keys";
  const bool named = std::ranges::any_of(keys, [&](const VerificationKey& key) { return key.id == token.key_id; });
  if (!named)
    return token.key_id.empty() ? "it names no key, and all keys have names" : "no key has the name that it gives";
  return "none of the keys that it names has signed it by the algorithm that it names";
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

tl::expected<JwtClaims, JwtSignIn::Refused> JwtSignIn::Read(std::string_view text) const {
  if (rules_.jwt_may_follow_bearer && text.starts_with(kBearerWord)) text.remove_prefix(kBearerWord.size());
  auto token = ReadJsonWebToken(WithoutPadding(text), rules_.jwt_may_be_json);
  if (rules_.jwt_is_looked_at_first && (!token || !LooksLikeOne(*token)))
    return RefuseJwt(JwtTrouble::kNone, "the header holds no JWT");
  if (!token) return RefuseJwt(JwtTrouble::kInvalid, token.error());
  const Instant now = clock_();
  const auto keys = settings_.keys(now);
  if (!IsSignedByOne(*token, *keys)) return RefuseJwt(JwtTrouble::kInvalid, WhyUnsigned(*token, *keys));
  auto claims = JwtClaims::Check(std::move(token->payload), settings_.expected, now);
  if (!claims) return RefuseJwt(JwtTrouble::kInvalid, claims.error());
  return *std::move(claims);
}

JwtSignIn::Outcome JwtSignIn::SignIn(std::string_view text) {
  const auto claims = Read(text);
  return claims ? SignInBy(*claims) : Outcome(tl::unexpected(claims.error()));
}

std::optional<ExternalName> JwtSignIn::Look(std::string_view text) {
  const auto claims = Read(text);
  if (!claims) return std::nullopt;
  ExternalUser who = WhoIn(*claims);
  if (who.id.empty() || (who.login.empty() && who.email.empty())) return std::nullopt;
  if (MayBeMade()) return users_.Look(std::move(who));
  const auto id = Find(who);
  return id ? std::optional(ExternalName{*id, std::move(who.login)}) : std::nullopt;
}

ExternalUser JwtSignIn::WhoIn(const JwtClaims& claims) const {
  return {.module = kJwtModule,
          .id = claims.TextOf("sub"),
          .login = TextBy(claims, settings_.username_claim, settings_.username_path),
          .email = TextBy(claims, settings_.email_claim, settings_.email_path),
          .name = claims.TextOf("name")};
}

JwtSignIn::Outcome JwtSignIn::SignInBy(const JwtClaims& claims) {
  ExternalUser who = WhoIn(claims);
  if (who.id.empty()) return RefuseJwt(JwtTrouble::kUnnamed, "the token has no claim sub");
  if (rules_.jwt_gives_role && !settings_.keeps_roles && !TakeRoles(who, claims))
    return RefuseJwt(JwtTrouble::kNoRole, "the token gives no role, and [auth.jwt] role_attribute_strict is on");
  if (who.login.empty() && who.email.empty())
    return RefuseJwt(JwtTrouble::kUnnamed, "the token has neither a login nor an email");
  return MayBeMade() ? Sync(std::move(who)) : Find(who);
}

bool JwtSignIn::TakeRoles(ExternalUser& who, const JwtClaims& claims) const {
  std::string role = settings_.role_path ? settings_.role_path->TextIn(claims.text()) : "";
  const bool all = role == kGrafanaAdminWord;
  if (all) role = RoleName(Role::kAdmin);
  if (settings_.gives_admin) who.is_admin = all;
  if (!settings_.orgs.IsEmpty()) {
    const auto theirs = settings_.org_path ? settings_.org_path->TextsIn(claims.text()) : std::vector<std::string>();
    who.roles = settings_.orgs.RolesFor(theirs, role, orgs_);
  }
  if (!who.roles.empty()) return true;
  if (IsExternalRole(role)) {
    who.roles = {{users_.UsualOrg(), role}};
    return true;
  }
  if (settings_.role_needed) return false;
  who.roles = {{users_.UsualOrg(), users_.UsualRole()}};
  return true;
}

JwtSignIn::Outcome JwtSignIn::Sync(ExternalUser who) {
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
