#include "server/domain/planting.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/blanks.h"
#include "server/domain/digest.h"
#include "server/domain/in_order.h"
#include "server/domain/logins.h"
#include "server/domain/plant_checks.h"
#include "server/domain/short_uid.h"

namespace grafake::server {
namespace {

constexpr std::int64_t kFirstOrg = 1;
constexpr const char* kMainOrgName = "Main Org.";
constexpr std::int64_t kMostWords = 1000;  // among which a misspelt one is sought

std::string InQuotes(const std::string& text) { return "\"" + text + "\""; }

[[noreturn]] void Uproot(const std::string& where, std::string why) { throw PlantError{where, std::move(why), "", {}}; }

// What is wrong with the form of a token whose secret is chosen; empty: nothing.
std::string FormFault(const std::string& secret) {
  constexpr std::string_view kBegin = "glsa_";
  if (!secret.starts_with("gl"))
    return ParseToken(secret) ? "" : "key is no base64 of {\"k\": …, \"n\": name, \"id\": org}";
  const auto end = secret.rfind('_');
  const bool formed = secret.starts_with(kBegin) && end > kBegin.size() &&
                      std::all_of(secret.begin() + kBegin.size(), secret.begin() + static_cast<std::ptrdiff_t>(end),
                                  [](char c) { return IsDigit(c) || IsLetter(c); });
  if (!formed) return "key is no token: expected glsa_, letters and digits, '_' and the checksum";
  if (ParseToken(secret)) return "";
  return "key ends with a wrong checksum; expected " + TokenChecksum(std::string_view(secret).substr(0, end));
}

// What the stores say, in words of the seed: `taken` of a name, `twice` of a membership.
template <class T>
T Rooted(const std::string& where, const std::string& taken, Result<T> result, const std::string& twice = "") {
  if (result) return *std::move(result);
  const auto& [code, cause, ground] = result.error();
  if (code == ErrorCode::kTaken || code == ErrorCode::kOrgTaken) Uproot(where, taken + " is in use");
  if (code == ErrorCode::kTakenButForCase) Uproot(where, taken + " is in use, but for its case");
  if (code == ErrorCode::kAlreadyMember && !twice.empty()) Uproot(where, twice + " twice");
  Uproot(where, "cannot be made" + (cause.empty() ? "" : ": " + cause));
}

bool IsStoredHash(const std::string& hash) {
  return (hash.size() == 64 || hash.size() == kDerivedHashLength) &&
         hash.find_first_not_of("0123456789abcdef") == std::string::npos;
}

void CheckId(const std::string& where, std::int64_t wanted, std::int64_t given) {
  if (wanted != 0 && wanted != given)
    Uproot(where,
           "id " + std::to_string(wanted) + " is in use, or a higher one is; replace: true forgets what is there");
}

}  // namespace

tl::expected<PlantedAll, PlantError> Planting::Plant(const Plants& plants) try {
  CheckPlants(plants);
  if (plants.replace) stores_.state.Clear();
  PlantedAll all;
  for (const PlantedOrg& org : plants.orgs) all.orgs.push_back(PlantOrg(org));
  PlantPeople(plants, all);
  for (const PlantedTeam& team : plants.teams) all.teams.push_back(PlantTeam(team));
  PlantTokens(plants, all);
  for (const PlantedDataSource& source : plants.data_sources) all.data_sources.push_back(PlantDataSource(source));
  for (const PlantedPlaylist& playlist : plants.playlists) all.playlists.push_back(PlantPlaylist(playlist));
  PlantDocuments(plants, all);
  return all;
} catch (const PlantError& error) {
  return tl::unexpected(error);
}

void Planting::PlantPeople(const Plants& plants, PlantedAll& all) {
  all.users.resize(plants.users.size());
  all.accounts.resize(plants.accounts.size());
  InOrder order;
  for (std::size_t i = 0; i < plants.users.size(); ++i) {
    const PlantedUser& user = plants.users[i];
    logins_.push_back(user.login);
    order.Add(user.exact.id, [&, i] { all.users[i] = PlantUser(user); });
  }
  for (std::size_t i = 0; i < plants.accounts.size(); ++i) {
    const PlantedAccount& account = plants.accounts[i];
    order.Add(account.exact.id, [&, i] { all.accounts[i] = PlantAccount(account); });
  }
  order.Run();
}

void Planting::PlantTokens(const Plants& plants, PlantedAll& all) {
  InOrder order;
  for (std::size_t i = 0; i < plants.accounts.size(); ++i) {
    Planted& account = all.accounts[i];
    account.tokens.resize(plants.accounts[i].tokens.size());
    for (std::size_t k = 0; k < account.tokens.size(); ++k) {
      const PlantedToken& token = plants.accounts[i].tokens[k];
      order.Add(token.id, [this, &account, &token, &org = plants.accounts[i].org, k] {
        account.tokens[k] =
            PlantToken(token, {.org_id = OrgOf(token.where, org), .role = "Viewer", .account_id = account.id},
                       !rules_.prefixed_tokens);
      });
    }
  }
  all.keys.resize(plants.keys.size());
  for (std::size_t i = 0; i < plants.keys.size(); ++i)
    order.Add(plants.keys[i].token.id, [&, i] { all.keys[i] = PlantKey(plants.keys[i]); });
  order.Run();
}

void Planting::PrepareId(StateStore::Table table, std::int64_t id) {
  if (id != 0) stores_.state.GiveNextId(table, id);
}

std::int64_t Planting::OrgOf(const std::string& where, const std::string& name) {
  const auto known = orgs_.find(name);
  return known != orgs_.end() ? known->second : orgs_[name] = FindOrg(where, name);
}

std::int64_t Planting::FindOrg(const std::string& where, const std::string& name) {
  const std::string wanted = name.empty() ? kMainOrgName : name;
  if (name.empty() && stores_.orgs.Find(kFirstOrg)) return kFirstOrg;
  if (const auto org = stores_.orgs.FindByName(wanted)) return org->id;
  PlantError error{where, "there is no org named " + InQuotes(wanted), wanted, {}};
  for (const OrgRow& known : stores_.orgs.List({.limit = kMostWords})) error.words.push_back(known.name);
  throw PlantError(std::move(error));
}

void Planting::CheckRole(const std::string& where, Role role) const {
  if (role == Role::kNone && !rules_.none_is_a_role) Uproot(where, "this release has no role None");
}

Planted Planting::PlantOrg(const PlantedOrg& org) {
  if (TrimBlanks(org.name).empty()) Uproot(org.where, "name is blank");
  PrepareId(StateStore::Table::kOrgs, org.exact.id);
  const auto made = stores_.orgs.Insert(org.name, org.exact.created.value_or(Now()));
  const std::int64_t id = Rooted(org.where, "the name " + InQuotes(org.name), made);
  CheckId(org.where, org.exact.id, id);
  return {.id = id};
}

Planted Planting::PlantUser(const PlantedUser& user) {
  if (user.kept) {
    if (const auto there = stores_.users.FindByLogin(user.login)) return {.id = there->id, .login = there->login};
  }
  const Timestamp now = user.exact.created.value_or(Now());
  for (const auto& [org, role] : user.orgs) CheckRole(user.where, role);
  const bool draws_uid = rules_.members.with_uids && user.exact.id == 0;
  NewUser row{.uid = draws_uid ? DrawShortUid(clock_()) : user.exact.uid,
              .login = user.login.empty() && user.exact.id == 0 ? user.email : user.login,
              .email = user.email.empty() ? user.login : user.email,
              .name = user.name,
              .rands = RandomText(10),
              .is_admin = user.grafana_admin,
              .org_id = rules_.members.org_id,
              .role = std::string(RoleName(rules_.members.role)),
              .now = now};
  if (rules_.members.login_case == LoginCase::kLowered) {
    row.login = LowerCase(row.login);
    row.email = LowerCase(row.email);
  }
  if (!user.orgs.empty()) {
    row.org_id = OrgOf(user.where, user.orgs[0].first);
    row.role = RoleName(user.orgs[0].second);
  }
  SetPassword(user, row);
  PrepareId(StateStore::Table::kPeople, user.exact.id);
  const std::int64_t id = Rooted(user.where, "the login or email of " + InQuotes(row.login), stores_.users.Insert(row));
  CheckId(user.where, user.exact.id, id);
  SetOrgs(user, id, row.now);
  if (user.disabled) (void)Rooted(user.where, "", stores_.users.SetDisabled(id, true, row.now));
  if (user.last_seen) stores_.state.SetLastSeen(id, *user.last_seen);
  if (!user.theme.empty()) stores_.state.SetTheme(id, user.theme);
  return {.id = id, .uid = row.uid, .login = row.login};
}

void Planting::SetPassword(const PlantedUser& user, NewUser& row) {
  row.password_hash = user.password_hash;
  row.salt = user.password_salt;
  if (user.password.empty()) return;
  auto [hash, salt] = stores_.passwords.Hash(user.password);
  row.password_hash = std::move(hash);
  row.salt = std::move(salt);
}

void Planting::SetOrgs(const PlantedUser& user, std::int64_t id, Timestamp now) {
  if (user.nowhere) return stores_.state.LeaveOrgs(id);
  for (std::size_t i = 1; i < user.orgs.size(); ++i) {
    const auto& [org, role] = user.orgs[i];
    const std::int64_t org_id = OrgOf(user.where, org);
    (void)Rooted(user.where, "", stores_.orgs.AddMember(org_id, id, std::string(RoleName(role)), now),
                 "orgs names " + InQuotes(org.empty() ? kMainOrgName : org));
  }
}

Planted Planting::PlantTeam(const PlantedTeam& team) {
  const std::int64_t org = OrgOf(team.where, team.org);
  PrepareId(StateStore::Table::kTeams, team.exact.id);
  const std::int64_t id =
      Rooted(team.where, "the name " + InQuotes(team.name), stores_.teams.Create(org, team.name, team.email, 0));
  CheckId(team.where, team.exact.id, id);
  if (team.exact.id != 0) stores_.state.SetTeam(id, team.exact.uid, team.exact.created.value_or(Now()));
  for (const PlantedTeam::Member& member : team.members) PlantTeamMember(team, member, org, id);
  return {.id = id};
}

void Planting::PlantTeamMember(const PlantedTeam& team, const PlantedTeam::Member& member, std::int64_t org,
                               std::int64_t id) {
  const auto user = stores_.users.FindByLogin(member.login);
  if (!user) throw PlantError{team.where, "there is no user " + InQuotes(member.login), member.login, logins_};
  (void)Rooted(team.where, "", stores_.teams.AddMember(org, id, user->id), "members names " + InQuotes(member.login));
  if (member.level != TeamLevel::kMember)
    (void)Rooted(team.where, "", stores_.teams.SetMember(org, id, user->id, member.level));
}

Planted Planting::PlantAccount(const PlantedAccount& account) {
  if (!rules_.accounts)
    Uproot(account.where,
           "there are no service accounts: the feature toggle serviceAccounts is off ([feature_toggles] enable = "
           "serviceAccounts, or GF_FEATURE_TOGGLES_ENABLE=serviceAccounts, turns it on)");
  CheckRole(account.where, account.role);
  const std::int64_t org = OrgOf(account.where, account.org);
  const AccountRow row = AccountOf(account, org);
  CheckId(account.where, account.exact.id, row.id);
  return {.id = row.id, .uid = row.uid, .login = row.login};
}

AccountRow Planting::AccountOf(const PlantedAccount& account, std::int64_t org) {
  if (account.kept) {
    for (const AccountRow& row : stores_.accounts.Search(org, {.text = account.name}).rows) {
      if (row.name != account.name) continue;
      return Rooted(
          account.where, "",
          stores_.accounts.Update(org, row.id, {.role = account.role, .is_disabled = account.disabled}, Role::kAdmin));
    }
  }
  const bool exact = account.exact.id != 0;
  PrepareId(StateStore::Table::kPeople, account.exact.id);
  // Whoever was renamed has the login of another name, which may be somebody's by now.
  AccountRow row = Rooted(
      account.where, "the login of " + InQuotes(account.name),
      stores_.accounts.Plant(
          org, {.name = exact ? RandomText(20) : account.name, .role = account.role, .is_disabled = account.disabled}));
  if (exact) MakeExact(account, row);
  return row;
}

void Planting::MakeExact(const PlantedAccount& account, AccountRow& row) {
  if (account.login.empty()) Uproot(account.where, "login is missing; who tells an id tells it, too");
  row.uid = account.exact.uid;
  row.login = account.login;
  const PersonState exact{.id = row.id,
                          .uid = row.uid,
                          .login = row.login,
                          .name = account.name,
                          .created = account.exact.created.value_or(Now())};
  (void)Rooted(account.where, "the login " + InQuotes(account.login), stores_.state.SetAccount(exact));
}

Planted Planting::PlantKey(const PlantedKey& key) {
  if (!rules_.keys) Uproot(key.token.where, "this release has no API keys");
  CheckRole(key.token.where, key.role);
  return PlantToken(key.token, {.org_id = OrgOf(key.token.where, key.org), .role = std::string(RoleName(key.role))},
                    true);
}

Planted Planting::PlantToken(const PlantedToken& token, ApiKeyRow row, bool legacy) {
  std::string secret = token.secret;
  row.name = token.name;
  row.hash = HashOf(token, secret, row, legacy);
  if (stores_.keys.FindByHash(row.hash)) Uproot(token.where, "key is in use; a secret is one token's");
  row.created = CreationOf(token);
  if (token.expires) row.expires = token.expires->time_since_epoch().count();
  PrepareId(StateStore::Table::kKeys, token.id);
  const std::int64_t id = Rooted(token.where, "the name " + InQuotes(token.name), stores_.keys.Insert(row));
  CheckId(token.where, token.id, id);
  if (token.last_used) stores_.keys.TouchLastUsed(id, *token.last_used, std::chrono::seconds(0), [] {});
  return {.id = id, .secret = std::move(secret)};
}

// A secret is made where there is none.
std::string Planting::HashOf(const PlantedToken& token, std::string& secret, const ApiKeyRow& row, bool legacy) {
  if (!token.hash.empty()) {
    if (!secret.empty()) Uproot(token.where, "key and hash exclude each other");
    if (!IsStoredHash(token.hash)) Uproot(token.where, "hash is not one of a token: expected 64 or 100 hex digits");
    return token.hash;
  }
  if (secret.empty()) secret = legacy ? NewLegacyToken(token.name, row.org_id) : NewPrefixedToken();
  return StoredHash(CheckSecret(token, secret, row), rules_.hash);
}

ParsedToken Planting::CheckSecret(const PlantedToken& token, const std::string& secret, const ApiKeyRow& row) {
  if (std::string fault = FormFault(secret); !fault.empty()) Uproot(token.where, std::move(fault));
  ParsedToken parsed = *ParseToken(secret);
  if (!parsed.legacy && !row.account_id)
    Uproot(token.where, "key is a token of a service account; an API key is base64");
  if (!parsed.legacy && !rules_.prefixed_tokens)
    Uproot(token.where, "key begins with glsa_, which this release does not issue yet; its tokens are base64");
  if (parsed.legacy && (parsed.org_id != row.org_id || parsed.name != token.name))
    Uproot(token.where, "key tells another name or org than this one");
  return parsed;
}

Timestamp Planting::CreationOf(const PlantedToken& token) const {
  Timestamp created = token.created.value_or(Now());
  if (token.id != 0) return created;  // it was so
  for (const auto& [name, later] : {std::pair{"expires", token.expires}, std::pair{"last_used", token.last_used}}) {
    if (!later || *later >= created) continue;
    if (token.created) Uproot(token.where, std::string(name) + " is before created");
    created = *later;
  }
  return created;
}

}  // namespace grafake::server
