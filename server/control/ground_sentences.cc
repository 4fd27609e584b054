#include "server/control/ground_sentences.h"

#include <array>

#include "server/control/reason_words.h"

namespace grafake::server {
namespace {

std::string NameOfNoun(Noun noun) {
  switch (noun) {
    case Noun::kAccount:
      return "service account";
    case Noun::kToken:
      return "token";
    case Noun::kApiKey:
      return "API key";
    case Noun::kUser:
      return "user";
    case Noun::kOrg:
      return "org";
    case Noun::kTeam:
      return "team";
    case Noun::kSession:
      return "session";
    case Noun::kDashboard:
      return "dashboard";
    case Noun::kFolder:
      return "folder";
    case Noun::kDataSource:
      return "data source";
    case Noun::kElement:
      return "library element";
    case Noun::kAnnotation:
      return "annotation";
    case Noun::kSnapshot:
      return "snapshot";
    case Noun::kPlaylist:
      return "playlist";
    case Noun::kFlag:
      return "feature flag";
    case Noun::kThing:
      return "thing";
  }
  return "";
}

std::string PlaceName(const Within& within) { return NameOfNoun(within.noun) + " " + std::to_string(within.id); }

std::string In(const std::optional<Within>& within) { return within ? " in " + PlaceName(*within) : ""; }

// "id 7", "name "robot"", "this key" where the value is not for everybody.
std::string Key(std::string_view by, std::string_view value) {
  if (value.empty() && by.ends_with("key")) return "this " + std::string(by);
  const bool number = by == "id";
  return std::string(by) + " " + (number ? BareWord(value) : QuotedWord(value));
}

// "token "old" of robot".
std::string Named(Noun noun, const std::string& name, const std::string& owner) {
  std::string text = NameOfNoun(noun);
  if (!name.empty()) text += " " + QuotedWord(name);
  return owner.empty() ? text : text + " of " + BareWord(owner);
}

std::string TellGround(const NotThere& it) {
  if (it.by.empty()) return "no " + NameOfNoun(it.noun) + " has this cookie: it never had, or has ended";
  return "no " + NameOfNoun(it.noun) + In(it.in) + " has " + Key(it.by, it.value);
}

std::string TellGround(const TakenAlready& it) {
  return Key(it.by, it.value) + " is taken by another " + NameOfNoun(it.noun) + In(it.in);
}

std::string TellGround(const NotAMember& it) {
  return "user " + std::to_string(it.user_id) + " is no member of " + PlaceName(it.of);
}

std::string TellGround(const AlreadyAMember& it) {
  return "user " + std::to_string(it.user_id) + " is a member of " + PlaceName(it.of) + " already";
}

std::string TellGround(const LastAdminOf& it) {
  const std::string user = "user " + std::to_string(it.user_id);
  return it.of ? user + " is the last Admin of " + PlaceName(*it.of) : user + " is the last Grafana Admin";
}

std::string TellGround(const RoleAbove& it) {
  return "role " + std::string(it.wished) + " is above the caller's own, which is " + std::string(it.had);
}

std::string TellGround(const LifetimeUnfit& it) {
  using Rule = LifetimeUnfit::Rule;
  const std::string wished = "secondsToLive is " + std::to_string(it.wished);
  const std::string most = std::to_string(it.most);
  switch (it.rule) {
    case Rule::kMissing:
      return "secondsToLive is missing or 0: [auth] api_key_max_seconds_to_live = " + most + " asks for one";
    case Rule::kTooLong:
      return wished + ", at most " + most + " by [auth] api_key_max_seconds_to_live";
    case Rule::kNegative:
      return wished + ", expected 0 or more";
    case Rule::kEndless:
      return "secondsToLive is missing or 0: [service_accounts] token_expiration_day_limit = " + most + " asks for one";
    case Rule::kBehindLastDay:
      return wished + ", which ends behind the last day by [service_accounts] token_expiration_day_limit = " + most;
  }
  return "";
}

std::string TellGround(const OtherPassword& it) { return "the password is not that of " + QuotedWord(it.login); }

std::string TellGround(const PasswordUnfit& it) {
  if (it.least > 0) return "the password has fewer than " + std::to_string(it.least) + " bytes";
  return "the password is weaker than [auth.basic] password_policy asks for: 12 bytes, an upper and a lower letter, a "
         "number and something else";
}

std::string NumberInWords(int number) {
  constexpr std::array<const char*, 11> kWords = {"no",  "one",   "two",   "three", "four", "five",
                                                  "six", "seven", "eight", "nine",  "ten"};
  const auto index = static_cast<std::size_t>(number);
  return number >= 0 && index < kWords.size() ? kWords.at(index) : std::to_string(number);
}

std::string TellGround(const NameLocked& it) {
  return "name locked by " + NumberInWords(it.failures) + " failed logins until " + TimeInWords(it.until, it.now) +
         ": " + QuotedWord(it.login);
}

std::string TellGround(const Expired& it) {
  return Named(it.noun, it.name, it.owner) + " expired " + SpanInWords(it.now - it.at) + " ago";
}

std::string TellGround(const Revoked& it) { return Named(Noun::kToken, it.name, it.owner) + " is revoked"; }

std::string TellGround(const KeySignsNobodyIn& it) {
  return Named(Noun::kApiKey, it.name, {}) + " signs nobody in: this release has no API keys, only tokens of accounts";
}

std::string TellGround(const Disabled& it) {
  const std::string text = NameOfNoun(it.noun) + " " + BareWord(it.name) + " is disabled";
  return it.token.empty() ? text : text + " (token " + QuotedWord(it.token) + ")";
}

std::string TellGround(const TokenMalformed& it) {
  switch (it.flaw) {
    case TokenFlaw::kNoParts:
      return "the token is not of the form glsa_SECRET_CHECKSUM";
    case TokenFlaw::kWrongChecksum:
      return "the token's checksum is wrong: it is mistyped or cut off";
    case TokenFlaw::kNotBase64:
      return "the credential is neither a token (glsa_…) nor an API key, which would be base64";
    case TokenFlaw::kNotJson:
      return "the credential is neither a token (glsa_…) nor an API key, which would be base64 of a JSON object";
    case TokenFlaw::kWrongMember:
      return "the API key holds a member of a wrong type: expected texts k and n, and a number id";
    case TokenFlaw::kPrefixed:
      return "this release has no tokens of the form glsa_…";
  }
  return "";
}

std::string TellGround(const TokenUnknown& it) {
  const std::string name =
      it.key_name ? "API key " + QuotedWord(*it.key_name) + " of org " + std::to_string(it.org_id) : "token";
  if (it.other_secret) return name + " has another secret: it was made anew, or elsewhere";
  if (it.deleted) return Named(it.key_name ? Noun::kApiKey : Noun::kToken, *it.deleted, {}) + " was deleted";
  return it.key_name ? "no " + name + ": it was never made here, or deleted"
                     : "no token has this secret: it was never made here, or deleted";
}

std::string TellGround(const TokenOfOtherOrg& it) {
  return Named(it.noun, it.name, it.owner) + " is of org " + std::to_string(it.org_id) + ", the request asks for org " +
         std::to_string(it.asked);
}

std::string TellGround(const TokenWithoutOwner& it) {
  return Named(Noun::kToken, it.name, {}) + " is of service account " + std::to_string(it.account_id) +
         ", which is not there";
}

std::string PlaceOf(const InputUnfit& it) {
  using Where = InputUnfit::Where;
  switch (it.where) {
    case Where::kMember:
      return "JSON member " + QuotedWord(it.name);
    case Where::kPath:
      return "path parameter " + QuotedWord(it.name);
    case Where::kQuery:
      return "query parameter " + QuotedWord(it.name);
    case Where::kHeader:
      return "header " + BareWord(it.name);
    case Where::kBody:
      return "the body";
  }
  return "";
}

std::string TellGround(const InputUnfit& it) {
  const bool missing = it.quoted && it.is.empty();
  const std::string is = missing ? "missing or empty" : it.quoted ? QuotedWord(it.is) : SaidBy(it.is);
  return PlaceOf(it) + " is " + is + (it.expected.empty() ? "" : ", expected " + it.expected);
}

std::string TellGround(const MemberMissing& it) {
  return "JSON member " + QuotedWord(it.name) + " is missing or empty";
}

std::string TellGround(const OtherKind& it) {
  return std::string(it.is_folder ? "folder" : "dashboard") + " " + QuotedWord(it.uid) + " cannot become a " +
         (it.is_folder ? "dashboard" : "folder");
}

std::string TellGround(const ChangedSince& it) {
  return "it has version " + std::to_string(it.version) + ", the request changes version " + std::to_string(it.read);
}

std::string TellGround(const InvitationSpent& it) {
  return it.status.empty() ? "no invitation and no sign-up has that code"
                           : "the invitation is not pending: it is " + it.status;
}

std::string TellGround(const ProxyUntrusted& it) {
  return "the proxy's header came from " + it.address + ", which [auth.proxy] whitelist does not hold";
}

std::string TellGround(const JwtUnfit& it) { return "the JWT lets nobody in: " + it.why; }

std::string TellGround(Clash clash) {
  switch (clash) {
    case Clash::kOwnOrgDeleted:
      return "the org is the one that the caller is in: he must switch to another one first";
    case Clash::kOwnSessionRevoked:
      return "the session is the one that the request came with: log out instead";
    case Clash::kAccountOfAService:
      return "the account is kept by a service that is no part of Grafana: it is not changed by hand";
    case Clash::kNameOfAService:
      return "names that begin with extsvc- are kept for accounts of services";
    case Clash::kUserOfAnotherSystem:
      return "another system has let him in, which alone decides that";
    case Clash::kLoginsDifferByCase:
      return "another user's login or email differs from this one's by case alone";
    case Clash::kProvisionedChanged:
      return "it comes from a file below [paths] provisioning, without editable: true: it is changed there";
    case Clash::kUidChanged:
      return "the uid of what is there cannot be changed";
    case Clash::kInvitationOfOtherOrg:
      return "the invitation leads into another org than the one that the caller is in";
    case Clash::kOtherMailThanInvited:
      return "the email is not the one that was invited";
    case Clash::kOwnLogout:
      return "the user is the caller himself: GET /logout ends his own session";
    case Clash::kTooManyDerivations:
      return "too many tokens are being checked at once ([grafake] token_hash = pbkdf2)";
    case Clash::kAccountHasMoreTokens:
      return "the service account has other tokens than this one, or is not there";
    case Clash::kAssignmentOfNobody:
      return "the assignment names neither userId nor teamId";
  }
  return "";
}

}  // namespace

std::string GroundSentence(const Ground& ground) {
  return std::visit([](const auto& it) { return TellGround(it); }, ground.any);
}

}  // namespace grafake::server
