#include "server/domain/token_format.h"
#include "server/http/credentials.h"
#include "server/lies/telling.h"

// Lies about tokens and API keys, and about signing in with them.
namespace grafake::server::lies {
namespace {

// Whoever is refused with that text is let in as the admin instead.
auto Forgives(int status, std::string_view text) {
  return [status, text](const Request& request, const Answerer& truth) {
    Response answer = truth(request);
    const bool refused = answer.status == status && answer.body.find(text) != std::string::npos;
    return refused ? truth(AsAdmin(request)) : answer;
  };
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
  return [from, to](const Request& request, const Answerer& truth) {
    Response answer = truth(request);
    return IsTokenPath(request) ? Replaced(std::move(answer), from, to) : answer;
  };
}

Response IgnoreLifetime(const Request& request, const Answerer& truth) {
  Request asked = request;
  auto json = nlohmann::ordered_json::parse(request.body, nullptr, false);
  if (request.method == "POST" && json.is_object() && json.erase("secondsToLive") != 0) asked.body = json.dump();
  return truth(asked);
}

Response HideSecret(const Request& request, const Answerer& truth) {
  Response answer = truth(request);
  if (request.method != "POST" || !IsTokenPath(request)) return answer;
  return Changed(std::move(answer), [](auto& json) { json.erase("key"); });
}

Response ShowSecrets(const Request& request, const Answerer& truth) {
  Response answer = truth(request);
  if (request.method != "GET" || !IsTokenPath(request)) return answer;
  return Changed(std::move(answer), [](auto& json) {
    for (auto& token : json) token["key"] = "glsa_shown";
  });
}

Response KeepToken(const Request& request, const Answerer& truth) {
  if (request.method != "DELETE" || !IsTokenPath(request)) return truth(request);
  Request look = request;
  look.method = "GET";
  look.path = request.path.substr(0, request.path.rfind("/tokens") + 7);
  Response answer = truth(look);
  if (answer.status == 200) answer.body = R"({"message":"API key deleted"})";
  return answer;
}

Response TakenNameIsFree(const Request& request, const Answerer& truth) {
  Response answer = truth(request);
  if (answer.status != 409 || !IsTokenPath(request)) return answer;
  answer.status = 200;
  answer.body = R"({"id":1,"name":"again","key":"glsa_again"})";
  return answer;
}

Response KeysListExpired(const Request& request, const Answerer& truth) {
  Request asked = request;
  if (Asks(request, "GET", "/api/auth/keys")) asked.query = "includeExpired=true";
  return truth(asked);
}

}  // namespace

std::vector<Lie> TokenLies() {
  return {
      {"expired-token-works", "A token past its end lets its holder in.", Forgives(401, "Expired API key"), {}},
      {"deleted-token-works", "A token that was deleted lets its holder in.", Forgives(500, "invalid API key"), {}},
      {"disabled-account-works",
       "The token of a disabled account lets its holder in.",
       Forgives(401, "Service account is disabled"),
       {}},
      {"malformed-token-works", "Any text after Bearer lets its sender in.", Forgives(401, "invalid API key"), {}},
      {"wrong-password-works", "Any password will do.", Forgives(401, "invalid username or password"), {}},
      {"permissions-ignored", "Who is signed in may do everything.", Forgives(403, "additional permissions"), {}},
      {"checksum-unchecked",
       "The checksum of a token may be anything.",
       [](const Request& request, const Answerer& truth) { return truth(WithRightChecksum(request)); },
       {}},
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
       [](const Request& request, const Answerer& truth) {
         Response answer = truth(request);
         const bool refused =
             answer.status == 400 && answer.body.find("service account token not found") != std::string::npos;
         return refused ? IgnoreLifetime(request, truth) : answer;
       },
       {}},
      {"api-keys-show-expired", "API keys that have expired are always listed.", KeysListExpired, {}},
      {"token-limit-ignored",
       "[auth] api_key_max_seconds_to_live is not looked at.",
       {},
       [](InstanceSettings& settings) { settings.tokens.limit = {}; }},
  };
}

}  // namespace grafake::server::lies
