#include <ctime>

#include "server/domain/base64.h"
#include "server/lies/telling.h"

// Lies about those for whom a proxy or a JWT vouches, who were invited, and who make themselves users.
namespace grafake::server::lies {
namespace {

constexpr std::string_view kInvitations = "/api/org/invites";

Response AdmitForgedToken(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  return Is(answer, truth.release.refusals.jwt_invalid) ? truth(AsAdmin(request)) : answer;
}

// The claims of a JWT in compact form; no object where it is none.
nlohmann::json ClaimsIn(const std::string& token) {
  const auto begin = token.find('.');
  const auto end = token.find('.', begin + 1);
  if (begin == std::string::npos || end == std::string::npos) return {};
  std::string text = token.substr(begin + 1, end - begin - 1);
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  text.append((4 - text.size() % 4) % 4, '=');
  return nlohmann::json::parse(DecodeBase64(text).value_or(""), nullptr, false);
}

bool HasExpiredToken(const Request& request) {
  for (const Header& header : request.headers) {
    const nlohmann::json claims = ClaimsIn(header.value);
    const bool ends = claims.is_object() && claims.contains("exp") && claims["exp"].is_number();
    if (ends && claims["exp"].get<double>() < static_cast<double>(std::time(nullptr))) return true;
  }
  return false;
}

Response AdmitExpiredToken(const Request& request, const Truth& truth) {
  return HasExpiredToken(request) ? AdmitForgedToken(request, truth) : truth(request);
}

Response InviteViewers(const Request& request, const Truth& truth) {
  auto json = nlohmann::ordered_json::parse(request.body, nullptr, false);
  if (!Asks(request, "POST", kInvitations) || !json.is_object() || !json.contains("role")) return truth(request);
  json["role"] = "Viewer";
  Request asked = request;
  asked.body = json.dump();
  return truth(asked);
}

Response RevokeNothing(const Request& request, const Truth& truth) {
  if (!Asks(request, "PATCH", kInvitations)) return truth(request);
  Request look = request;
  look.method = "GET";
  look.path = kInvitations;
  Response answer = truth(look);
  if (answer.status == 200) answer.body = R"({"message":"Invite revoked"})";
  return answer;
}

// The refusal names the state of the invitation.
Response InviteTwice(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  const int spent = truth.release.refusals.invitation_spent.status;
  if (request.path != "/api/user/invite/complete" || answer.status != spent) return answer;
  answer.status = 200;
  answer.body = R"({"id":1,"message":"User created and logged in"})";
  return answer;
}

}  // namespace

std::vector<Lie> VouchingLies() {
  return {
      {"proxy-unheard",
       "[auth.proxy] enabled is not looked at: nobody comes by its header.",
       {},
       [](InstanceSettings& settings) { settings.proxy.enabled = false; }},
      {"proxy-whitelist-ignored",
       "Any address may be the proxy's.",
       {},
       [](InstanceSettings& settings) { settings.proxy.allowed = AddressList(); }},
      {"proxy-signs-all-up",
       "Whom the proxy names is made a user, whatever [auth.proxy] auto_sign_up says.",
       {},
       [](InstanceSettings& settings) { settings.proxy.sign_up = true; }},
      {"jwt-signs-all-up",
       "Whom a JWT names is made a user, whatever [auth.jwt] auto_sign_up says.",
       {},
       [](InstanceSettings& settings) { settings.jwt.sign_up = true; }},
      {"jwt-claims-ignored",
       "[auth.jwt] expect_claims is not looked at.",
       {},
       [](InstanceSettings& settings) { settings.jwt.expected = {}; }},
      {"forged-jwt-works", "A JWT that cannot be verified lets its holder in.", AdmitForgedToken, {}},
      {"expired-jwt-works", "A JWT past its end lets its holder in.", AdmitExpiredToken, {}},
      {"sign-up-for-all",
       "People make themselves users, whatever [users] allow_sign_up says.",
       {},
       [](InstanceSettings& settings) { settings.sign_up.allowed = true; }},
      {"mail-unverified",
       "Signing up needs no code, whatever [users] verify_email_enabled says.",
       {},
       [](InstanceSettings& settings) { settings.sign_up.verifies_mail = false; }},
      {"invitation-role-ignored", "Who was invited becomes a Viewer.", InviteViewers, {}},
      {"invitation-works-twice", "An invitation that was used can be used again.", InviteTwice, {}},
      {"invitation-not-revoked",
       "The revocation of an invitation is acknowledged and does nothing.",
       RevokeNothing,
       {}},
  };
}

}  // namespace grafake::server::lies
