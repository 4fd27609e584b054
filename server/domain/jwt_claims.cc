#include "server/domain/jwt_claims.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "server/domain/json_equality.h"

namespace grafake::server {
namespace {

using JsonKind = JsonValue::Kind;
using ClaimsChecked = tl::expected<void, std::string>;

constexpr std::size_t kLongestTime = 20;
constexpr double kLeeway = 60;  // seconds by which clocks may differ

tl::unexpected<std::string> BadClaim(std::string why) { return tl::unexpected(std::move(why)); }

std::string_view GoTypeOf(const JsonValue& value) {
  switch (value.kind) {
    case JsonKind::kNull:
      return "<nil>";
    case JsonKind::kBool:
      return "bool";
    case JsonKind::kNumber:
      return "float64";
    case JsonKind::kString:
      return "string";
    case JsonKind::kArray:
      return "[]interface {}";
    case JsonKind::kObject:
      return "map[string]interface {}";
  }
  return "";
}

tl::unexpected<std::string> UnfitExpectation(const std::string& name, const JsonValue& value,
                                             std::string_view expected) {
  return BadClaim('"' + name + "\" expectation has invalid type " + std::string(GoTypeOf(value)) + ", " +
                  std::string(expected) + " expected");
}

tl::expected<std::string, std::string> ExpectedText(const std::string& name, const JsonValue& value) {
  if (value.kind != JsonKind::kString) return UnfitExpectation(name, value, "string");
  return value.Text();
}

tl::expected<std::vector<std::string>, std::string> ExpectedAudiences(const JsonValue& value, const KeyWords& words) {
  if (value.kind == JsonKind::kString) return std::vector{value.Text()};
  if (value.kind != JsonKind::kArray) return UnfitExpectation("aud", value, "array or string");
  std::vector<std::string> all;
  JsonItems items(value);
  while (const auto item = items.Next()) {
    if (item->kind != JsonKind::kString) {
      return BadClaim("\"aud\" expectation contains value with invalid type " +
                      std::string(words.audience_named ? GoTypeOf(*item) : "string") + ", string expected");
    }
    all.push_back(item->Text());
  }
  return all;
}

// Nothing: it is neither a text nor a list of texts.
std::optional<std::vector<std::string>> AudiencesOf(const JsonValue& value) {
  if (value.kind == JsonKind::kString) return std::vector{value.Text()};
  if (value.kind != JsonKind::kArray) return std::nullopt;
  std::vector<std::string> all;
  JsonItems items(value);
  while (const auto item = items.Next()) {
    if (item->kind != JsonKind::kString) return std::nullopt;
    all.push_back(item->Text());
  }
  return all;
}

bool IsOfKindOrNull(const JsonValue* value, JsonKind kind) {
  return value == nullptr || value->kind == kind || value->kind == JsonKind::kNull;
}

ClaimsChecked CheckTypes(const JsonObjectMap& members) {
  for (const char* const name : {"iss", "sub", "jti"}) {
    if (!IsOfKindOrNull(members.Find(name), JsonKind::kString))
      return BadClaim(std::string("the claim ") + name + " is no text");
  }
  for (const char* const name : {"nbf", "exp", "iat"}) {
    if (!IsOfKindOrNull(members.Find(name), JsonKind::kNumber))
      return BadClaim(std::string("the claim ") + name + " is no number");
  }
  const JsonValue* const audience = members.Find("aud");
  if (audience != nullptr && !AudiencesOf(*audience)) return BadClaim("the claim aud is neither a text nor a list");
  return {};
}

tl::unexpected<std::string> NoObjectOfClaims(const JsonValue& value) {
  const std::string_view kind = value.kind == JsonKind::kArray    ? "array"
                                : value.kind == JsonKind::kString ? "string"
                                : value.kind == JsonKind::kNumber ? "number"
                                                                  : "bool";
  return BadClaim("json: cannot unmarshal " + std::string(kind) + " into Go value of type map[string]interface {}");
}

}  // namespace

tl::expected<ExpectedClaims, std::string> ExpectedClaims::Read(const std::string& text, const KeyWords& words) {
  ExpectedClaims expected;
  expected.text_ = std::make_shared<const std::string>(text);
  const auto value = ReadWholeJson(*expected.text_);
  if (!value) return BadClaim(value.error());
  if (value->kind != JsonKind::kObject && value->kind != JsonKind::kNull) return NoObjectOfClaims(*value);
  const JsonObjectMap claims(*value);
  for (const auto& [name, claim] : claims.all()) {
    if (name == "iss" || name == "sub") {
      auto one = ExpectedText(name, claim);
      if (!one) return BadClaim(one.error());
      (name == "iss" ? expected.issuer_ : expected.subject_) = *std::move(one);
    } else if (name == "aud") {
      auto all = ExpectedAudiences(claim, words);
      if (!all) return BadClaim(all.error());
      expected.audiences_ = *std::move(all);
    } else {
      expected.others_[name] = claim;
    }
  }
  return expected;
}

tl::expected<JwtClaims, std::string> JwtClaims::Check(std::string payload, const ExpectedClaims& expected,
                                                      Instant now) {
  JwtClaims claims;
  claims.payload_ = std::make_shared<const std::string>(std::move(payload));
  const auto value = ReadWholeJson(*claims.payload_);
  if (!value || value->kind != JsonKind::kObject) return BadClaim("the payload is no JSON object");
  claims.members_ = JsonObjectMap(*value);
  if (auto fit = CheckTypes(claims.members_); !fit) return BadClaim(fit.error());
  return claims.CheckTimes(now).and_then([&] { return claims.CheckExpected(expected); }).map([&] {
    return std::move(claims);
  });
}

bool JwtClaims::HasFitTypes(const JsonValue& payload) { return CheckTypes(JsonObjectMap(payload)).has_value(); }

ClaimsChecked JwtClaims::CheckTimes(Instant now) const {
  const double at = std::chrono::duration<double>(now.time_since_epoch()).count();
  for (const char* const name : {"nbf", "exp", "iat"}) {
    const JsonValue* const value = members_.Find(name);
    if (value == nullptr || value->kind == JsonKind::kNull) continue;
    const double time = std::trunc(NumberOfJson(*value));
    const bool ends = std::string_view(name) == "exp";
    const bool in_time = ends ? at - kLeeway <= time : at + kLeeway >= time;
    if (!in_time)
      return BadClaim(std::string(ends ? "token is expired (" : "token is not valid yet (") + name +
                      "): " + std::string(value->source.substr(0, kLongestTime)) + ", and it is " +
                      std::to_string(UnixSeconds(now)));
  }
  return {};
}

ClaimsChecked JwtClaims::CheckExpected(const ExpectedClaims& expected) const {
  const auto differs = [&](const std::string& wanted, const char* name) {
    return !wanted.empty() && TextOf(name) != wanted;
  };
  if (differs(expected.issuer_, "iss")) return BadClaim("invalid issuer claim (iss)");
  if (differs(expected.subject_, "sub")) return BadClaim("invalid subject claim (sub)");
  const JsonValue* const audience = members_.Find("aud");
  const auto audiences = audience == nullptr ? std::nullopt : AudiencesOf(*audience);
  for (const std::string& wanted : expected.audiences_) {
    if (!audiences || std::ranges::find(*audiences, wanted) == audiences->end())
      return BadClaim("invalid audience claim (aud)");
  }
  for (const auto& [name, wanted] : expected.others_) {
    const JsonValue* const value = members_.Find(name);
    if (value == nullptr) return BadClaim("an expected claim is missing");
    if (!IsSameJson(wanted, *value)) return BadClaim("a claim is not as it is expected");
  }
  return {};
}

}  // namespace grafake::server
