#include "server/domain/token_format.h"
#include "server/http/credentials.h"
#include "server/lies/telling.h"

// Lies about tokens and API keys, and about signing in with them.
namespace grafake::server::lies {
namespace {

// Whoever is refused like that is let in as the admin instead.
auto Forgives(Refusal Refusals::*refusal) {
  return [refusal](const Request& request, const Truth& truth) {
    Response answer = truth(request);
    return Is(answer, truth.release.refusals.*refusal) ? truth(AsAdmin(request)) : answer;
  };
}

// With RBAC the refusal says what is needed.
Response ForgiveWantOfPermission(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  const bool refused = Is(answer, truth.release.refusals.permission_denied) ||
                       (answer.status == 403 && answer.body.find("additional permissions") != std::string::npos);
  return refused ? truth(AsAdmin(request)) : answer;
}

// A prefixed token gets the checksum that it should have.
Request WithRightChecksum(Request request) {
  for (Header& header : request.headers) {
    const auto last = header.value.rfind('_');
    if (!SameHeaderName(header.name, "Authorization") || !header.value.starts_with("Bearer glsa_") || last < 12)
      continue;
    header.value = header.value.substr(0, last + 1) + TokenChecksum(header.value.substr(7, last - 7));
  }
  return request;
}

bool IsTokenPath(const Request& request) { return request.path.find("/tokens") != std::string::npos; }

// Answers about tokens, with that text replaced.
auto TokensReplaced(std::string_view from, std::string_view to) {
  return [from, to](const Request& request, const Truth& truth) {
    Response answer = truth(request);
    return IsTokenPath(request) ? Replaced(std::move(answer), from, to) : answer;
  };
}

Response IgnoreLifetime(const Request& request, const Truth& truth) {
  Request asked = request;
  auto json = nlohmann::ordered_json::parse(request.body, nullptr, false);
  if (request.method == "POST" && json.is_object() && json.erase("secondsToLive") != 0) asked.body = json.dump();
  return truth(asked);
}

Response HideSecret(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (request.method != "POST" || !IsTokenPath(request)) return answer;
  return Changed(std::move(answer), [](auto& json) { json.erase("key"); });
}

Response ShowSecrets(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (request.method != "GET" || !IsTokenPath(request)) return answer;
  return Changed(std::move(answer), [](auto& json) {
    for (auto& token : json) token["key"] = "glsa_shown";
  });
}

Response KeepToken(const Request& request, const Truth& truth) {
  if (request.method != "DELETE" || !IsTokenPath(request)) return truth(request);
  Request look = request;
  look.method = "GET";
  look.path = request.path.substr(0, request.path.rfind("/tokens") + 7);
  Response answer = truth(look);
  if (answer.status == 200) answer.body = R"({"message":"API key deleted"})";
  return answer;
}

// Of every release, whatever else it says of the name.
constexpr std::string_view kAlreadyThere = "already exists in the organization";

Response TakenNameIsFree(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  const Refusal& taken = truth.release.refusals.token_name_taken;
  const bool refused = answer.status == taken.status && answer.body.find(kAlreadyThere) != std::string::npos;
  if (!refused || !IsTokenPath(request)) return answer;
  answer.status = 200;
  answer.body = R"({"id":1,"name":"again","key":"glsa_again"})";
  return answer;
}

Response KeysListExpired(const Request& request, const Truth& truth) {
  Request asked = request;
  if (Asks(request, "GET", "/api/auth/keys")) asked.query = "includeExpired=true";
  return truth(asked);
}

}  // namespace

std::vector<Lie> TokenLies() {
  return {
      {"expired-token-works", "A token past its end lets its holder in.", Forgives(&Refusals::expired_key), {}},
      {"deleted-token-works", "A token that was deleted lets its holder in.", Forgives(&Refusals::unknown_key), {}},
      {"disabled-account-works",
       "The token of a disabled account lets its holder in.",
       Forgives(&Refusals::account_disabled),
       {}},
      {"malformed-token-works", "Any text after Bearer lets its sender in.", Forgives(&Refusals::invalid_key), {}},
      {"wrong-password-works", "Any password will do.", Forgives(&Refusals::wrong_password), {}},
      {"permissions-ignored", "Who is signed in may do everything.", ForgiveWantOfPermission, {}},
      {"checksum-unchecked",
       "The checksum of a token may be anything.",
       [](const Request& request, const Truth& truth) { return truth(WithRightChecksum(request)); },
       {},
       [](const Release& release) { return release.prefixed_tokens; }},
      {"lifetime-ignored", "Tokens and API keys never expire.", IgnoreLifetime, {}},
      {"secret-withheld", "The answer to the creation of a token lacks its secret.", HideSecret, {}},
      {"secrets-listed", "The list of tokens shows secrets.", ShowSecrets, {}},
      {"token-not-deleted", "The deletion of a token is acknowledged and does nothing.", KeepToken, {}},
      {"token-name-free", "Two tokens of one org may have the same name.", TakenNameIsFree, {}},
      {"expired-token-looks-alive",
       "The list says of no token that it has expired.",
       TokensReplaced(R"("hasExpired":true)", R"("hasExpired":false)"),
       {}},
      {"negative-lifetime-works",
       "A token may be made with a negative lifetime.",
       [](const Request& request, const Truth& truth) {
         Response answer = truth(request);
         const bool refused = Is(answer, truth.release.refusals.token_lifetime_negative);
         return refused ? IgnoreLifetime(request, truth) : answer;
       },
       {}},
      {"api-keys-show-expired",
       "API keys that have expired are always listed.",
       KeysListExpired,
       {},
       [](const Release& release) { return release.api_keys.exist && release.api_keys.can_be_made; }},
      {"token-limit-ignored",
       "[auth] api_key_max_seconds_to_live is not looked at.",
       {},
       [](InstanceSettings& settings) { settings.tokens.limit = {}; }},
  };
}

}  // namespace grafake::server::lies
