#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/domain/external_users.h"
#include "server/domain/passwords.h"
#include "server/domain/sessions.h"
#include "server/domain/token_sign_in.h"
#include "server/releases/user_rules.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// Whose a credential is, asked without a trace: no use is noted, no wrong password counted, no session's token seen.
// The answers are the names that it goes by: login and name of the user or service account, name of the token; none:
// it is nobody's. Whether it lets him in is not looked at. Thread-safe.
class CredentialOwners {
 public:
  CredentialOwners(TokenSignIn& tokens, UserStore& users, Passwords& passwords, Sessions& sessions, UserLookup lookup)
      : tokens_(tokens), users_(users), passwords_(passwords), sessions_(sessions), lookup_(lookup) {}

  using Names = std::vector<std::string>;
  [[nodiscard]] Names OfToken(std::string_view token);
  [[nodiscard]] Names OfPassword(const std::string& login, const std::string& password);
  [[nodiscard]] Names OfSession(const std::string& token);
  // Of whom another system names; who is not here yet goes by the login that he would get.
  [[nodiscard]] Names OfExternal(const ExternalName& named);

 private:
  [[nodiscard]] Names OfUser(std::int64_t id, std::int64_t org_id);  // or service account

  TokenSignIn& tokens_;
  UserStore& users_;
  Passwords& passwords_;
  Sessions& sessions_;
  UserLookup lookup_;
};

}  // namespace grafake::server
