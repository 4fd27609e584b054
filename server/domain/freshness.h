#pragma once

#include "server/domain/identities.h"
#include "server/domain/issued_tokens.h"
#include "server/domain/orgs.h"
#include "server/storage/api_key_store.h"
#include "server/storage/database.h"

namespace grafake::server {

// Keeps what is in memory as fresh as the database: hears what each write has changed and has it forgotten by whoever
// keeps it. The one place that knows who keeps what; no rule tells anybody by itself. Thread-safe.
class Freshness {
 public:
  struct Keepers {
    ApiKeyStore& keys;
    IssuedTokens& tokens;
    Access& access;
    Identities& identities;
    Orgs& orgs;
  };

  // Of everything that is written from now on. Lives as long as somebody writes; made before other threads do.
  Freshness(Database& database, const Keepers& keepers);
  Freshness(const Freshness&) = delete;
  Freshness& operator=(const Freshness&) = delete;

 private:
  void Forget(const Changes::Change& change);
  void ForgetPermissions(const std::string& scope);
  void ForgetOrg(std::int64_t id);
  void ForgetEverything();

  Keepers keepers_;
};

}  // namespace grafake::server
