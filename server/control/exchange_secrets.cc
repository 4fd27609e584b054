#include "server/control/exchange_secrets.h"

#include "server/control/token_shape.h"
#include "server/domain/principal.h"
#include "server/http/credentials.h"

namespace grafake::server {
namespace {

// A shorter one may well be a word that means something else.
constexpr std::size_t kShortestShapeless = 8;

std::string TokenName(const Exchange& exchange) {
  const Principal* caller = exchange.response.caller.get();
  std::string name = "<token";
  if (caller == nullptr) return name + ">";
  if (!exchange.token.empty()) (name += ' ') += exchange.token;
  if (caller->kind == Principal::Kind::kAccount) (name += " of ") += caller->name;
  return name + ">";
}

}  // namespace

ExchangeSecrets::ExchangeSecrets(const Exchange& exchange) {
  const std::string_view header = AuthorizationHeader(exchange.request);
  if (header.empty()) return;
  if (const auto token = BearerToken(header)) {
    TakeBearer(*token, exchange);
  } else {
    TakeBasic(header, exchange);
  }
}

void ExchangeSecrets::TakeBearer(std::string_view token, const Exchange& exchange) {
  name_ = TokenName(exchange);
  known_.token = token;
  known_.name = name_;
  const auto place = FindToken(token);
  const bool whole = place && place->begin == 0 && place->end == token.size();
  if (!whole && token.size() >= kShortestShapeless) known_.shapeless = token;
}

void ExchangeSecrets::TakeBasic(std::string_view header, const Exchange& exchange) {
  const auto basic = ParseBasic(header, SchemeCase::kAny);
  if (!basic) return;
  if (IsToken(*basic)) {
    token_ = basic->password;
    return TakeBearer(token_, exchange);
  }
  const Principal* caller = exchange.response.caller.get();
  password_name_ = "<password";
  if (caller != nullptr && caller->kind == Principal::Kind::kUser) (password_name_ += " of ") += caller->login;
  known_.password = password_name_ += '>';
  if (basic->password.size() < kShortestShapeless || basic->password == basic->user) return;
  password_ = basic->password;
  known_.shapeless = password_;
}

}  // namespace grafake::server
