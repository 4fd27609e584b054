#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "server/storage/account_store.h"
#include "server/storage/api_key_store.h"
#include "server/storage/document_store.h"
#include "server/storage/org_store.h"
#include "server/storage/team_store.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// The stores of one database that is open, and the three users that every thing rests on.
struct OpenStores {
  explicit OpenStores(Database& of);

  Database& database;
  AccountStore accounts;
  ApiKeyStore keys;
  OrgStore orgs;
  TeamStore teams;
  UserStore users;
  DocumentStore documents;
  std::vector<std::int64_t> people;
};

// What a first start puts into the database, as far as it is not there.
void PutPeople(Database& database);

// One thing that a writer keeps in the database: a service account with its tokens, a team with its members, an org, a
// folder with what is in it. It knows what it was acknowledged, and says whether that is what is there. Used by one
// thread at a time; the names of each are its own.
class KeptThing {
 public:
  KeptThing() = default;
  virtual ~KeptThing() = default;
  KeptThing(const KeptThing&) = delete;
  KeptThing& operator=(const KeptThing&) = delete;

  // Makes, changes or ends it, by one write. What the database throws goes through: then it may be so or not.
  virtual void Write(OpenStores& stores, std::mt19937_64& random) = 0;
  // Whether it is as acknowledged; or, when `after_loss`, as the last write would have it that was not answered. Empty,
  // or a sentence.
  [[nodiscard]] virtual std::string Check(OpenStores& stores, bool after_loss) = 0;
};

// One of each kind; `filler` bytes stand in each dashboard.
[[nodiscard]] std::vector<std::unique_ptr<KeptThing>> MakeThings(const std::string& name, std::size_t filler);

// Rows that belong to others that are not there, and what SQLite finds broken; empty when all is well.
[[nodiscard]] std::string FindHalves(Database& database);

}  // namespace grafake::server
