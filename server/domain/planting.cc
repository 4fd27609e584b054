#include "server/domain/planting.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/domain/digest.h"
#include "server/domain/logins.h"
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

// What the stores say, in words of the seed.
template <class T>
T Rooted(const std::string& where, const std::string& taken, Result<T> result) {
  if (result) return *std::move(result);
  const auto code = result.error().code;
  if (code == ErrorCode::kTaken || code == ErrorCode::kOrgTaken) Uproot(where, taken + " is in use");
  Uproot(where, "cannot be made: " + result.error().cause);
}

}  // namespace

tl::expected<PlantedAll, PlantError> Planting::Plant(const Plants& plants) try {
  PlantedAll all;
  for (const PlantedOrg& org : plants.orgs) all.orgs.push_back(PlantOrg(org));
  for (const PlantedUser& user : plants.users) {
    all.users.push_back(PlantUser(user));
    logins_.push_back(user.login);
  }
  for (const PlantedTeam& team : plants.teams) all.teams.push_back(PlantTeam(team));
  for (const PlantedAccount& account : plants.accounts) all.accounts.push_back(PlantAccount(account));
  for (const PlantedKey& key : plants.keys) all.keys.push_back(PlantKey(key));
  return all;
} catch (const PlantError& error) {
  return tl::unexpected(error);
}

std::int64_t Planting::OrgOf(const std::string& where, const std::string& name) {
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
  const auto id = stores_.orgs.Insert(org.name, ToTimestamp(clock_()));
  return {.id = Rooted(org.where, "the name " + InQuotes(org.name), id)};
}

Planted Planting::PlantUser(const PlantedUser& user) {
  if (user.kept) {
    if (const auto there = stores_.users.FindByLogin(user.login)) return {.id = there->id, .login = there->login};
  }
  const Timestamp now = ToTimestamp(clock_());
  for (const auto& [org, role] : user.orgs) CheckRole(user.where, role);
  NewUser row{.uid = rules_.members.with_uids ? DrawShortUid(clock_()) : "",
              .login = user.login,
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
  if (!user.password.empty()) {
    auto [hash, salt] = stores_.passwords.Hash(user.password);
    row.password_hash = std::move(hash);
    row.salt = std::move(salt);
  }
  const std::int64_t id =
      Rooted(user.where, "the login or email of " + InQuotes(user.login), stores_.users.Insert(row));
  for (std::size_t i = 1; i < user.orgs.size(); ++i) {
    const auto& [org, role] = user.orgs[i];
    (void)Rooted(user.where, "", stores_.orgs.AddMember(OrgOf(user.where, org), id, std::string(RoleName(role)), now));
  }
  if (user.disabled) (void)Rooted(user.where, "", stores_.users.SetDisabled(id, true, now));
  return {.id = id, .uid = row.uid, .login = row.login};
}

Planted Planting::PlantTeam(const PlantedTeam& team) {
  const std::int64_t org = OrgOf(team.where, team.org);
  const std::int64_t id =
      Rooted(team.where, "the name " + InQuotes(team.name), stores_.teams.Create(org, team.name, team.email, 0));
  for (const std::string& login : team.members) {
    const auto member = stores_.users.FindByLogin(login);
    if (!member) throw PlantError{team.where, "there is no user " + InQuotes(login), login, logins_};
    (void)Rooted(team.where, "", stores_.teams.AddMember(org, id, member->id));
  }
  return {.id = id};
}

Planted Planting::PlantAccount(const PlantedAccount& account) {
  if (!rules_.accounts)
    Uproot(account.where, "there are no service accounts: the feature toggle serviceAccounts is off");
  CheckRole(account.where, account.role);
  const std::int64_t org = OrgOf(account.where, account.org);
  const AccountRow row = AccountOf(account, org);
  Planted planted{.id = row.id, .uid = row.uid, .login = row.login};
  for (const PlantedToken& token : account.tokens)
    planted.tokens.push_back(
        PlantToken(token, {.org_id = org, .role = "Viewer", .account_id = row.id}, !rules_.prefixed_tokens));
  return planted;
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
  return Rooted(
      account.where, "the login of " + InQuotes(account.name),
      stores_.accounts.Plant(org, {.name = account.name, .role = account.role, .is_disabled = account.disabled}));
}

Planted Planting::PlantKey(const PlantedKey& key) {
  if (!rules_.keys) Uproot(key.token.where, "this release has no API keys");
  CheckRole(key.token.where, key.role);
  return PlantToken(key.token, {.org_id = OrgOf(key.token.where, key.org), .role = std::string(RoleName(key.role))},
                    true);
}

Planted Planting::PlantToken(const PlantedToken& token, ApiKeyRow row, bool legacy) {
  std::string secret = token.secret;
  if (secret.empty()) secret = legacy ? NewLegacyToken(token.name, row.org_id) : NewPrefixedToken();
  row.name = token.name;
  row.hash = StoredHash(CheckSecret(token, secret, row), rules_.hash);
  if (stores_.keys.FindByHash(row.hash)) Uproot(token.where, "key is in use; a secret is one token's");
  row.created = ToTimestamp(CreationOf(token));
  if (token.expires) row.expires = UnixSeconds(*token.expires);
  const std::int64_t id = Rooted(token.where, "the name " + InQuotes(token.name), stores_.keys.Insert(row));
  if (token.last_used) stores_.keys.TouchLastUsed(id, ToTimestamp(*token.last_used), std::chrono::seconds(0), [] {});
  return {.id = id, .secret = std::move(secret)};
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

Instant Planting::CreationOf(const PlantedToken& token) const {
  Instant created = token.created.value_or(clock_());
  for (const auto& [name, later] : {std::pair{"expires", token.expires}, std::pair{"last_used", token.last_used}}) {
    if (!later || *later >= created) continue;
    if (token.created) Uproot(token.where, std::string(name) + " is before created");
    created = *later;
  }
  return created;
}

}  // namespace grafake::server
