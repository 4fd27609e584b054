#pragma once

#include <algorithm>
#include <string_view>
#include <thread>

#include "server/domain/clock.h"
#include "server/domain/derivation_gate.h"
#include "server/domain/identities.h"
#include "server/domain/issued_tokens.h"
#include "server/domain/token_hash.h"
#include "server/domain/token_uses.h"
#include "server/storage/api_key_store.h"
#include "server/storage/grounds.h"
#include "server/storage/result.h"

namespace grafake::server {

// Which tokens and keys a release takes.
struct TokenSignInRules {
  bool prefixed = true;      // glsa_… is a token; otherwise it is malformed
  bool revocations = false;  // those that were revoked are refused
  bool keys = true;          // API keys that are no tokens of service accounts sign in; otherwise they are malformed
};

// Signs in with a token or API key. Thread-safe. The usual case takes one digest and two look-ups in memory.
class TokenSignIn {
 public:
  // So many requests may wait for a derivation; the server has threads for more.
  static constexpr unsigned kMostWaiting = 128;
  // After that a request is refused: better a quick 503 than an answer when its client has given up.
  static constexpr std::chrono::seconds kLongestWait{2};

  TokenSignIn(ApiKeyStore& keys, Access& access, Identities& identities, IssuedTokens& issued, Clock clock,
              TokenHash hash, TokenSignInRules rules = {})
      : keys_(keys),
        access_(access),
        identities_(identities),
        issued_(issued),
        clock_(std::move(clock)),
        hash_(hash),
        rules_(rules) {}

  // For releases that keep when a key was used, and when a token of an account. Before the first SignIn.
  void NoteIn(TokenUses& uses, bool of_accounts = true) {
    uses_ = &uses;
    notes_accounts_ = of_accounts;
  }

  // kBusy: too many derivations are under way. kMalformed, kNotFound (never issued, deleted), kWrongPassword (a legacy
  // token whose row has another secret), kExpired, kRevoked, kMalformed again (a key, where none signs in),
  // kUserNotFound (its account is missing), kDisabled: in the order of Grafana's checks. kOrgNotFound, behind kRevoked:
  // it is of another org than `only_org`; 0: any will do.
  // `kept`: where accounts are looked up in place of the usual one. `token_id` gets which token it was.
  [[nodiscard]] Result<PrincipalPtr> SignIn(std::string_view token, std::int64_t only_org = 0,
                                            Identities* kept = nullptr, std::int64_t* token_id = nullptr);

  // Which token it is, whether it may sign in or not. No use of it is noted.
  [[nodiscard]] Result<ApiKeyRow> Look(std::string_view token);

  // A token or key that is here, or was until it was deleted; nothing: it never was, nobody remembers, or only a
  // derivation could tell. It costs a digest, since whoever shows one may have made it up.
  struct Sight {
    std::string name;
    std::string owner;  // the name of its account; empty: it has none, or it cannot be told
  };
  [[nodiscard]] std::optional<Sight> Know(std::string_view token);

  // Of a token or key; empty when it has gone, or cannot be read.
  [[nodiscard]] std::string NameOf(std::int64_t token_id);

 private:
  // The row with that digest; one with a derived hash is not found.
  [[nodiscard]] std::optional<ApiKeyRow> FindDigested(const ParsedToken& token, const Sha256& digest);
  [[nodiscard]] Result<IssuedToken> Find(const ParsedToken& token);
  [[nodiscard]] Result<ApiKeyRow> FindLegacy(const ParsedToken& token, const Sha256& digest);
  [[nodiscard]] Result<ApiKeyRow> FindRow(const ParsedToken& token, const Sha256& digest);
  [[nodiscard]] Result<PrincipalPtr> Identify(const IssuedToken& token, std::int64_t only_org, Identities& accounts);
  [[nodiscard]] IssuedToken Issued(const ApiKeyRow& row) const;
  // The name of the account of a token that is refused; empty where it cannot be read.
  [[nodiscard]] std::string OwnerOf(const IssuedToken& token);
  [[nodiscard]] std::string NameOfAccount(std::int64_t id, std::int64_t org_id);
  [[nodiscard]] Expired WhenExpired(const IssuedToken& token);

  ApiKeyStore& keys_;
  Access& access_;
  Identities& identities_;
  IssuedTokens& issued_;
  Clock clock_;
  TokenHash hash_;
  TokenSignInRules rules_;
  TokenUses* uses_ = nullptr;  // where the release keeps uses
  bool notes_accounts_ = true;
  DerivationGate gate_{std::max(1U, std::thread::hardware_concurrency()), kMostWaiting, kLongestWait};
};

}  // namespace grafake::server
