#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/domain/claim_path.h"
#include "server/domain/clock.h"
#include "server/domain/external_users.h"
#include "server/domain/json_web_token.h"
#include "server/domain/jwt_claims.h"
#include "server/domain/org_mapping.h"
#include "server/releases/external_rules.h"
#include "server/storage/user_store.h"

namespace grafake::server {

using KeyList = std::shared_ptr<const std::vector<VerificationKey>>;
// The keys that there are at `now`; none when they cannot be had, never null. Called from any thread.
using KeySource = std::function<KeyList(Instant now)>;

// [auth.jwt], as far as it is not about headers.
struct JwtSettings {
  bool enabled = false;
  bool sign_up = false;
  std::string username_claim;
  std::string email_claim;
  std::optional<ClaimPath> username_path;  // where there is no claim
  std::optional<ClaimPath> email_path;
  std::optional<ClaimPath> role_path;  // "GrafanaAdmin" is an Admin, and what `gives_admin` says
  std::optional<ClaimPath> org_path;
  OrgMapping orgs;
  bool role_needed = false;  // who gets no role that way is refused
  bool keeps_roles = false;  // those that he has here stay
  bool gives_admin = false;  // whether he is a Grafana Admin is decided there
  ExpectedClaims expected;
  KeySource keys;
};

// Why a token lets nobody in.
enum class JwtTrouble {
  kNone,         // it is not even taken for one
  kInvalid,      // its signature, its time, its claims
  kUnnamed,      // it has no subject, or neither login nor email
  kUnknownUser,  // and he is not to be made
  kFailed,       // he could not be made, or brought up to date
  kNoRole,       // it says none, and must
  kLastAdmin,    // he would lose the role that nobody else has
};

// Lets in whom a JSON Web Token names, by Grafana's rules. Thread-safe.
class JwtSignIn {
 public:
  JwtSignIn(ExternalUsers& users, UserStore& store, OrgStore& orgs, Clock clock, JwtSettings settings,
            const ExternalRules& rules)
      : users_(users),
        store_(store),
        orgs_(orgs),
        clock_(std::move(clock)),
        settings_(std::move(settings)),
        rules_(rules) {}

  struct Refused {
    JwtTrouble trouble;
    Error error;  // for the log: nothing of the token is in it
  };
  using Outcome = tl::expected<std::int64_t, Refused>;
  // The id of the user or service account.
  [[nodiscard]] Outcome SignIn(std::string_view token);
  // Whom the token names, asked without a trace; nothing: it is worth nothing.
  [[nodiscard]] std::optional<ExternalName> Look(std::string_view token);

 private:
  [[nodiscard]] tl::expected<JwtClaims, Refused> Read(std::string_view token) const;
  [[nodiscard]] ExternalUser WhoIn(const JwtClaims& claims) const;
  [[nodiscard]] bool MayBeMade() const { return settings_.sign_up || rules_.jwt_always_syncs; }
  [[nodiscard]] bool LooksLikeOne(const JsonWebToken& token) const;
  [[nodiscard]] Outcome SignInBy(const JwtClaims& claims);
  // False: he has none, and must.
  [[nodiscard]] bool TakeRoles(ExternalUser& who, const JwtClaims& claims) const;
  [[nodiscard]] Outcome Sync(ExternalUser who);
  // Without sign-up: only who is here already, and nothing is written.
  [[nodiscard]] Outcome Find(const ExternalUser& who);

  ExternalUsers& users_;
  UserStore& store_;
  OrgStore& orgs_;
  Clock clock_;
  JwtSettings settings_;
  const ExternalRules& rules_;
};

}  // namespace grafake::server
