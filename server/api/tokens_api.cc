#include "server/api/tokens_api.h"

#include <algorithm>
#include <span>

#include "server/api/path_id.h"
#include "server/api/time_text.h"
#include "server/http/form.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

RouteAccess TokenNeeds(std::string_view action) {
  return {.sign_in = false, .any_of = {{action, "serviceaccounts:id:{id}"}}, .fallback = Fallback::kOrgAdmin};
}

// Shown only within the last seven days of a token, as a floating number: whole seconds plus nanoseconds.
double SecondsLeft(std::int64_t expires, Instant now) {
  const Timestamp at{std::chrono::seconds(expires)};
  if (at >= ToTimestamp(now) + std::chrono::days(8)) return 0;  // further away than nanoseconds may count
  const auto left = at - now;
  if (left < std::chrono::seconds(0) || left >= std::chrono::days(7)) return 0;
  const auto whole = std::chrono::floor<std::chrono::seconds>(left);
  return static_cast<double>(whole.count()) + static_cast<double>((left - whole).count()) / 1e9;
}

// A time that is there, or null.
template <class Time>
void AddTime(JsonWriter& json, JsonName name, const std::optional<Time>& time) {
  json.Key(name);
  if (time) {
    json.Value(TimeText(*time));
  } else {
    json.Null();
  }
}

void AddToken(JsonWriter& json, const ApiKeyRow& token, Instant now, const AccountAnswers& shape) {
  json.BeginObject().Member("id", token.id).Member("name", token.name).Member("created", TimeText(token.created));
  if (shape.tokens_with_last_use) AddTime(json, "lastUsedAt", token.last_used);
  AddTime(json, "expiration", token.expires);
  const bool expired = token.expires && *token.expires <= UnixSeconds(now);
  json.Member("secondsUntilExpiration", token.expires && !expired ? SecondsLeft(*token.expires, now) : 0.0)
      .Member("hasExpired", expired);
  if (shape.tokens_with_revocation) json.Member("isRevoked", token.is_revoked);
  json.EndObject();
}

constexpr RefusalTable kTokenCreation({{ErrorCode::kLifetimeMissing, &Refusals::lifetime_missing},
                                       {ErrorCode::kLifetimeTooLong, &Refusals::lifetime_too_long},
                                       {ErrorCode::kLifetimeEndless, &Refusals::lifetime_endless},
                                       {ErrorCode::kLifetimePastLastDay, &Refusals::lifetime_past_last_day},
                                       {ErrorCode::kExternal, &Refusals::token_external_create},
                                       {ErrorCode::kLifetimeNegative, &Refusals::token_lifetime_negative}},
                                      &Refusals::token_create_failed,
                                      kThingErrors | kOrgErrors | kUserErrors | kRoleErrors | kMemberErrors |
                                          kPasswordErrors | kCredentialErrors | kDocumentErrors);

}  // namespace

void TokensApi::Mount(Router& router) {
  constexpr std::string_view kTokens = "/api/serviceaccounts/:id/tokens";
  router.Add({"GET", kTokens, TokenNeeds("serviceaccounts:read"), HandlerOf(this, &TokensApi::List)});
  router.Add({"POST", kTokens, TokenNeeds("serviceaccounts:write"), HandlerOf(this, &TokensApi::Create)});
  router.Add({"DELETE", "/api/serviceaccounts/:id/tokens/:tokenId", TokenNeeds("serviceaccounts:write"),
              HandlerOf(this, &TokensApi::Delete)});
}

Response TokensApi::List(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().account_id_invalid);
  if (!id) return id.error();
  const Instant now = clock_();
  JsonWriter json;
  json.BeginArray();
  const auto tokens = tokens_.List(context.caller.org_id, *id);
  for (const ApiKeyRow& token : std::span(tokens).first(std::min(tokens.size(), shape_.most_tokens)))
    AddToken(json, token, now, shape_);
  json.EndArray();
  return answers_.Json(json.Take());
}

tl::expected<std::int64_t, Response> TokensApi::AccountOf(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().account_id_invalid);
  if (!id) return id;
  const auto account = accounts_.Check(context.caller.org_id, *id);
  const Refusals& r = answers_.refusals();
  if (!account)
    return tl::unexpected(answers_.Refuse(*id == 0 ? r.account_zero : r.account_not_found, account.error()));
  return *id;
}

Response TokensApi::Create(const Context& context) const {
  const Refusals& refusals = answers_.refusals();
  const auto account = AccountOf(context);
  if (!account) return account.error();
  NewToken token{.org_id = context.caller.org_id,
                 .account_id = *account,
                 .of_external = !accounts_.CheckOwn(context.caller.org_id, *account)};
  const auto bound = Form("serviceaccounts.AddServiceAccountTokenCommand")
                         .Text("name", token.name)
                         .Integer("secondsToLive", token.seconds_to_live)
                         .Required("Name", token.name)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(refusals.account_bad_request, bound.error());
  const auto made = tokens_.Create(token);
  if (made) {
    JsonWriter json;
    json.BeginObject().Member("id", made->id).Member("name", token.name).Member("key", made->secret).EndObject();
    return answers_.Json(json.Take());
  }
  if (made.error().code == ErrorCode::kTaken)
    return Because(answers_.Refuse(Naming(refusals.token_name_taken, token.name).AsRefusal()), ReasonOf(made.error()));
  return answers_.RefuseFor(made.error(), kTokenCreation);
}

Response TokensApi::Delete(const Context& context) const {
  const auto account = AccountOf(context);
  if (!account) return account.error();
  const auto id = PathId(answers_, context, "tokenId", answers_.refusals().token_id_invalid);
  if (!id) return id.error();
  const Refusals& r = answers_.refusals();
  if (const auto own = accounts_.CheckOwn(context.caller.org_id, *account); !own)
    return answers_.Refuse(r.token_external_delete, own.error());
  const auto deleted = tokens_.Delete(context.caller.org_id, *account, *id);
  if (!deleted) return answers_.Refuse(*id == 0 ? r.token_zero : r.token_not_found, deleted.error());
  return answers_.Message(shape_.token_deleted);
}

}  // namespace grafake::server
