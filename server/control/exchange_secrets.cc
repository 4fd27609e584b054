#include "server/control/exchange_secrets.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "server/ascii.h"
#include "server/control/body_secrets.h"
#include "server/control/path_codes.h"
#include "server/control/token_shape.h"
#include "server/domain/base64.h"
#include "server/domain/principal.h"
#include "server/http/credentials.h"
#include "server/http/url.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// A shorter one may well be a word that means something else.
constexpr std::size_t kShortestShapeless = 8;

std::string LabelOfShown(const Exchange& exchange) {
  const Principal* caller = exchange.response.caller.get();
  if (caller == nullptr) return TokenLabel("", "");
  return TokenLabel(exchange.token, caller->kind == Principal::Kind::kAccount ? caller->name : "");
}

// Those that say where to go, or when: no secrets, though they are not shown.
bool IsHarmlessCookie(std::string_view name) {
  return name.ends_with("_expiry") || name == "redirect_to" || name == "redirectTo";
}

std::string_view WithoutQuotesAround(std::string_view text) {
  while (text.starts_with('"')) text.remove_prefix(1);
  while (text.ends_with('"')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string TokenLabel(std::string_view name, std::string_view owner, std::string_view world) {
  std::string label = "<token";
  if (!name.empty()) (label += ' ') += name;
  if (!owner.empty()) (label += " of ") += owner;
  if (!world.empty()) (label += " in the world ") += world;
  return label + ">";
}

ExchangeSecrets::ExchangeSecrets(const Exchange& exchange) {
  bool authorized = false;
  for (const Header& header : exchange.request.headers) {
    if (!authorized && SameHeaderName(header.name, "Authorization")) {
      authorized = true;
      TakeAuthorization(WithoutBlanks(header.value), exchange);
    } else if (SameHeaderName(header.name, "Cookie")) {
      TakeCookies(header.value);
    } else if (!exchange.jwt_header.empty() && SameHeaderName(header.name, exchange.jwt_header)) {
      HideJwt(WithoutBlanks(header.value));
    }
  }
  if (!exchange.request.query.empty()) HideJwt(Query(exchange.request.query).Text("auth_token"));
  for (const std::string& password : PasswordsIn(exchange.request.body)) Hide(password);
  for (const std::string& password : PasswordsOfForm(exchange.request.query)) Hide(password);
  known_.header = exchange.jwt_header;
  known_.codes = TellsCodes(exchange.request.path);
  shows_shapeless_ = !shapeless_.empty() || known_.codes;
  if (IsHidden(exchange.hidden)) HideAll(exchange.hidden);
  std::ranges::sort(shapeless_, std::ranges::greater(), &std::string::size);
  known_.shapeless = shapeless_;
}

void ExchangeSecrets::TakeAuthorization(std::string_view header, const Exchange& exchange) {
  if (header.empty()) return;
  if (const auto token = BearerToken(header)) {
    TakeBearer(*token, exchange);
  } else {
    TakeBasic(header, exchange);
  }
}

void ExchangeSecrets::TakeBearer(std::string_view token, const Exchange& exchange) {
  name_ = LabelOfShown(exchange);
  known_.token = token;
  known_.name = name_;
  if (!IsWholeToken(token)) Hide(token);
}

void ExchangeSecrets::TakeBasic(std::string_view header, const Exchange& exchange) {
  constexpr std::string_view kScheme = "Basic ";
  if (!SameHeaderName(header.substr(0, kScheme.size()), kScheme)) return;
  const std::string_view encoded = WithoutBlanks(header.substr(kScheme.size()));
  HideBase64(encoded);
  const auto basic = ParseBasic(header, SchemeCase::kAny);
  if (!basic) return Hide(DecodeBase64(encoded).value_or(""));
  if (IsToken(*basic)) {
    token_ = basic->password;
    return TakeBearer(token_, exchange);
  }
  const Principal* caller = exchange.response.caller.get();
  password_name_ = "<password";
  if (caller != nullptr && caller->kind == Principal::Kind::kUser) (password_name_ += " of ") += caller->login;
  known_.password = password_name_ += '>';
  if (basic->password != basic->user) Hide(basic->password);
}

void ExchangeSecrets::TakeCookies(std::string_view header) {
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    const std::string_view pair = WithoutBlanks(header.substr(0, end));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (equals < pair.size() && !IsHarmlessCookie(pair.substr(0, equals)))
      Hide(WithoutQuotesAround(pair.substr(equals + 1)));
    header.remove_prefix(std::min(end + 1, header.size()));
  }
}

void ExchangeSecrets::HideJwt(std::string_view shown) {
  const auto token = BearerToken(shown);
  Hide(token ? *token : shown);
}

void ExchangeSecrets::Hide(std::string_view secret) {
  if (secret.size() >= kShortestShapeless) HideAll(secret);
}

// As it is, as a form writes it, and as JSON does.
void ExchangeSecrets::HideAll(std::string_view secret) {
  shapeless_.emplace_back(secret);
  if (secret.find(' ') != std::string_view::npos) {
    std::string& of_form = shapeless_.emplace_back(secret);
    std::ranges::replace(of_form, ' ', '+');
  }
  std::string quoted;
  AppendJsonString(quoted, secret);
  const std::string_view of_json = std::string_view(quoted).substr(1, quoted.size() - 2);
  if (of_json != secret) shapeless_.emplace_back(of_json);
}

// Also without what fills it up, and as URLs have it.
void ExchangeSecrets::HideBase64(std::string_view encoded) {
  while (encoded.ends_with('=')) encoded.remove_suffix(1);
  if (encoded.size() < kShortestShapeless) return;
  std::string of_url(encoded);
  std::ranges::replace(of_url, '+', '-');
  std::ranges::replace(of_url, '/', '_');
  shapeless_.emplace_back(encoded);
  if (of_url != encoded) shapeless_.push_back(std::move(of_url));
}

}  // namespace grafake::server
