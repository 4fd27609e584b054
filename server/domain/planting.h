#pragma once

#include <map>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "server/domain/accounts.h"
#include "server/domain/data_sources.h"
#include "server/domain/document_planting.h"
#include "server/domain/passwords.h"
#include "server/domain/plants.h"
#include "server/domain/playlists.h"
#include "server/domain/teams.h"
#include "server/domain/token_hash.h"
#include "server/storage/api_key_store.h"
#include "server/storage/org_store.h"
#include "server/storage/state_store.h"
#include "server/storage/team_store.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// Puts what a test wants into the stores, one after the other: whatever nobody could reach by requests (a token that
// expired yesterday, a secret of one's choice), but nothing that the release could not hold. When it fails, what came
// before is there: who wants all or nothing works on a copy. Not beside other writers.
class Planting {
 public:
  struct Stores {
    OrgStore& orgs;
    UserStore& users;
    Accounts& accounts;
    Teams& teams;
    ApiKeyStore& keys;
    Passwords& passwords;
    DataSources& data_sources;
    Playlists& playlists;
    DocumentPlanting::Stores documents;
    StateStore& state;
  };
  struct Rules {
    MemberSettings members;
    TokenHash hash = TokenHash::kSha256;
    bool prefixed_tokens = true;  // tokens of accounts are glsa_…
    bool accounts = true;         // there are service accounts
    bool keys = true;             // there are API keys
    bool none_is_a_role = true;
    bool rbac = true;
  };

  Planting(const Stores& stores, Rules rules, Clock clock)
      : stores_(stores), rules_(std::move(rules)), clock_(std::move(clock)) {}

  [[nodiscard]] tl::expected<PlantedAll, PlantError> Plant(const Plants& plants);

 private:
  void PlantPeople(const Plants& plants, PlantedAll& all);
  void PlantTokens(const Plants& plants, PlantedAll& all);
  void PrepareId(StateStore::Table table, std::int64_t id);
  void SetPassword(const PlantedUser& user, NewUser& row);
  void SetOrgs(const PlantedUser& user, std::int64_t id, Timestamp now);
  [[nodiscard]] std::string HashOf(const PlantedToken& token, std::string& secret, const ApiKeyRow& row, bool legacy);
  [[nodiscard]] Planted PlantOrg(const PlantedOrg& org);
  [[nodiscard]] Planted PlantUser(const PlantedUser& user);
  [[nodiscard]] Planted PlantTeam(const PlantedTeam& team);
  void PlantTeamMember(const PlantedTeam& team, const PlantedTeam::Member& member, std::int64_t org, std::int64_t id);
  [[nodiscard]] Planted PlantAccount(const PlantedAccount& account);
  void MakeExact(const PlantedAccount& account, AccountRow& row);
  [[nodiscard]] AccountRow AccountOf(const PlantedAccount& account, std::int64_t org);
  [[nodiscard]] Planted PlantDataSource(const PlantedDataSource& source);
  [[nodiscard]] Planted PlantPlaylist(const PlantedPlaylist& playlist);
  void PlantDocuments(const Plants& plants, PlantedAll& all);
  [[nodiscard]] Planted PlantKey(const PlantedKey& key);
  [[nodiscard]] Planted PlantToken(const PlantedToken& token, ApiKeyRow row, bool legacy);
  [[nodiscard]] ParsedToken CheckSecret(const PlantedToken& token, const std::string& secret, const ApiKeyRow& row);
  [[nodiscard]] Timestamp Now() const { return ToTimestamp(clock_()); }
  [[nodiscard]] Timestamp CreationOf(const PlantedToken& token) const;
  [[nodiscard]] std::int64_t OrgOf(const std::string& where, const std::string& name);
  [[nodiscard]] std::int64_t FindOrg(const std::string& where, const std::string& name);
  void CheckRole(const std::string& where, Role role) const;

  Stores stores_;
  Rules rules_;
  Clock clock_;
  std::vector<std::string> logins_;           // of users that were planted
  std::map<std::string, std::int64_t> orgs_;  // found so far, by what they were sought by: nobody takes one away
};

}  // namespace grafake::server
