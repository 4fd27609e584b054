#include "server/control/reasons.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "server/control/ground_sentences.h"
#include "server/control/reason_words.h"
#include "server/control/route_names.h"
#include "server/http/credentials.h"
#include "server/http/url.h"

namespace grafake::server {
namespace {

std::string OrgOf(const Asker& asker) {
  return asker.org_id > 0 ? " in org " + std::to_string(asker.org_id) : " in no org that the request could mean";
}

std::string Who(const Asker& asker) {
  switch (asker.kind) {
    case Principal::Kind::kNobody:
      return "nobody is signed in";
    case Principal::Kind::kAnonymous:
      return "an anonymous caller is " + std::string(RoleName(asker.role)) + OrgOf(asker);
    case Principal::Kind::kKey:
      return "the API key is " + std::string(RoleName(asker.role)) + OrgOf(asker);
    case Principal::Kind::kUser:
    case Principal::Kind::kAccount:
      break;
  }
  if (asker.org_id <= 0) return BareWord(asker.name) + " is in no org that the request could mean";
  return BareWord(asker.name) + " is " + std::string(RoleName(asker.role)) +
         (asker.is_grafana_admin ? " and Grafana Admin" : "") + OrgOf(asker);
}

std::string_view HolderName(Holder holder) {
  switch (holder) {
    case Holder::kUntold:
      return "";
    case Holder::kNobody:
      return "no basic role";
    case Holder::kViewer:
      return "Viewer";
    case Holder::kEditor:
      return "Editor";
    case Holder::kAdmin:
      return "Admin";
    case Holder::kGrafanaAdmin:
      return "Grafana Admin";
  }
  return "";
}

std::string Where(const PermissionNeeded& it) {
  switch (it.in_org) {
    case InOrg::kCurrent:
      return "";
    case InOrg::kGlobal:
      return " in all orgs";
    case InOrg::kFromPath:
      return " in org " + BareWord(it.org);
  }
  return "";
}

std::string Said(const PermissionNeeded& it) {
  std::string text = it.any_of.size() > 1 ? "needs any of " : "needs ";
  for (const auto& [action, scope] : it.any_of) {
    if (&action != &it.any_of.front().action) text += ", ";
    text += action;
    if (!scope.empty()) text += " on " + BareWord(scope);
  }
  const bool there = it.in_org == InOrg::kFromPath && it.holder >= Holder::kViewer && it.holder <= Holder::kAdmin;
  text += Where(it) + ": " + Who(it.asker);
  if (it.holder == Holder::kUntold) return text;
  return text + "; " + std::string(HolderName(it.holder)) + (there ? " there" : "") + " has it";
}

std::string_view Wanted(Fallback fallback) {
  switch (fallback) {
    case Fallback::kAnyone:
      return "a caller";
    case Fallback::kOrgEditor:
      return "role Editor";
    case Fallback::kOrgAdmin:
      return "role Admin";
    case Fallback::kGrafanaAdmin:
      return "a Grafana Admin";
    case Fallback::kTeamsAccess:
      return "role Admin, or Editor with [users] editors_can_admin";
    case Fallback::kOrgUsersLookup:
      return "role Admin, or the admin of a team";
  }
  return "";
}

std::string Said(const RoleNeeded& it) { return "needs " + std::string(Wanted(it.fallback)) + ": " + Who(it.asker); }

std::string Said(const TeamAdminNeeded& it) {
  return "needs role Admin, or an admin of team " + std::to_string(it.team_id) + ": " + Who(it.asker);
}

std::string Said(const UserNeeded& it) { return "needs a user who can have sessions: " + Who(it.asker); }

std::string Said(const SignInNeeded& it) {
  return it.anonymous ? "an anonymous caller must sign in for this"
                      : "no credential: neither an Authorization header nor the cookie of a session";
}

std::string Said(CredentialForm form) {
  switch (form) {
    case CredentialForm::kNoScheme:
      return "header Authorization begins with neither \"Bearer \" nor \"Basic \"";
    case CredentialForm::kEmptyBearer:
      return "header Authorization is \"Bearer\" without a token";
    case CredentialForm::kBasicUnreadable:
      return "header Authorization is \"Basic\" without base64 of LOGIN:PASSWORD";
    case CredentialForm::kBasicOff:
      return "[auth.basic] enabled is false: a login and a password are no credential";
    case CredentialForm::kRenderKey:
      return "cookie renderKey is none that this server has given out";
    case CredentialForm::kNoPassword:
      return "the password is empty";
  }
  return "";
}

std::string Said(SessionDue /*it*/) {
  return "the session's cookie is due: POST /api/user/auth-tokens/rotate gives the next one";
}

std::string Said(const NoSuchRoute& it) {
  std::string text = "no such route";
  for (const auto& [prefix, setting] : it.known->off) {
    if (it.path.starts_with(prefix)) return text + ": it is there with " + std::string(setting) + " only";
  }
  const std::string nearest = NearestRoute(it.method, it.path, it.known->served);
  if (!nearest.empty()) text += "; nearest: " + nearest;
  const auto methods = MethodsOf(it.path, it.known->served);
  if (methods.empty()) return text;
  return std::accumulate(methods.begin() + 1, methods.end(), text + "; the path takes " + std::string(methods.front()),
                         [](std::string all, std::string_view method) { return all.append(", ").append(method); });
}

std::string Said(const RouteNotServed& it) {
  const std::string method = it.method.empty() ? "" : std::string(it.method) + " ";
  return method + std::string(it.pattern) + " is a route of Grafana " + std::string(it.version) +
         " and not part of grafake";
}

// What stands before '@' would be a name and a password.
std::string WithoutUser(const std::string& address) {
  const auto at = address.rfind('@');
  return at == std::string::npos ? address : address.substr(at + 1);
}

std::string Said(const OriginRefused& it) {
  const std::string origin = QuotedWord(WithoutUser(it.origin));
  const std::string host = QuotedWord(WithoutUser(it.host));
  if (it.unreadable) return "header Origin " + origin + " or Host " + host + " is no address";
  return "header Origin " + origin + " is neither of host " + host + " nor in [security] csrf_trusted_origins";
}

std::string Said(const QuotaFull& it) {
  const std::string of = it.user_id != 0  ? " of user " + std::to_string(it.user_id)
                         : it.org_id != 0 ? " of org " + std::to_string(it.org_id)
                                          : "";
  return "quota " + QuotedWord(it.target) + of + " is full: " + std::to_string(it.used) + " of " +
         std::to_string(it.limit);
}

std::string Said(const MemberTooLong& it) {
  return "a name or value in the body is longer than [grafake] max_member_bytes = " + std::to_string(it.most);
}

std::string Said(const SettingSays& it) {
  return std::string(it.setting) + " is " + (it.value.empty() ? "empty" : std::string(it.value));
}

std::string Said(const NotServed& it) { return "there is no " + std::string(it.what); }

std::string Said(const StorageFailed& it) { return "the database failed: " + SaidBy(it.cause); }

struct CodeWords {
  std::string_view words;
  ErrorCodes codes;
};

constexpr auto kCodeWords = std::to_array<CodeWords>({
    {"what it is about is not there",
     {ErrorCode::kNotFound, ErrorCode::kOrgNotFound, ErrorCode::kUserNotFound, ErrorCode::kTeamNotFound}},
    {"the name is taken", {ErrorCode::kTaken, ErrorCode::kOrgTaken, ErrorCode::kTakenButForCase, ErrorCode::kReserved}},
    {"the uid is taken", {ErrorCode::kUidTaken}},
    {"it stays as it is", {ErrorCode::kFixed}},
    {"the account is kept by a service", {ErrorCode::kExternal}},
    {"the role is above the caller's own", kRoleErrors},
    {"the lifetime is not allowed", kLifetimeErrors},
    {"somebody must be left to administer it", {ErrorCode::kLastAdmin}},
    {"the user is a member already", {ErrorCode::kAlreadyMember}},
    {"the user is no member", {ErrorCode::kNotMember}},
    {"the password is not right", kPasswordErrors},
    {"the server could not do it", {ErrorCode::kBusy, ErrorCode::kStorage}},
    {"the credential does not count", kCredentialErrors},
    {"the document cannot be written so", kDocumentErrors},
    {"the input is not valid", {ErrorCode::kInvalid}},
});

std::string_view CodeInWords(ErrorCode code) {
  const auto found = std::ranges::find_if(kCodeWords, [&](const CodeWords& row) { return row.codes.Has(code); });
  return found == kCodeWords.end() ? std::string_view() : found->words;
}

std::string Said(const Unexplained& it) {
  const std::string words(CodeInWords(it.code));
  return it.cause.empty() ? words : words + ": " + SaidBy(it.cause);
}

std::string Said(const Grounds& grounds) { return GroundSentence(*grounds); }

// Whoever asks for an org that he is not in is in org -1, which nobody has heard of.
bool IsAboutNoOrg(const Reason& reason) {
  const auto* const grounds = std::get_if<Grounds>(&reason.any);
  const auto* const sought = grounds == nullptr ? nullptr : std::get_if<NotThere>(&(*grounds)->any);
  return sought != nullptr && sought->noun == Noun::kOrg && sought->by == "id" && sought->value == "-1";
}

}  // namespace

std::string Sentence(const Reason& reason) {
  return std::visit([](const auto& it) { return Said(it); }, reason.any);
}

std::string SentenceOfAnswer(const Request& request, const Response& response) {
  std::string sentence = Sentence(*response.reason);
  const Principal* const caller = response.caller.get();
  if (caller == nullptr || caller->kind != Principal::Kind::kUser || caller->org_id > 0) return sentence;
  const std::int64_t asked = RequestedOrg(request, Query(request.query));
  if (asked == 0) return sentence;
  const std::string outside =
      BareWord(caller->login) + " is no member of org " + std::to_string(asked) + ", which the request asks for";
  return IsAboutNoOrg(*response.reason) ? outside : sentence + "; " + outside;
}

}  // namespace grafake::server
