#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/json_members.h"
#include "server/releases/external_rules.h"

namespace grafake::server {

// What a token's claims must say beside being in time: [auth.jwt] expect_claims. A value; it may be shared.
class ExpectedClaims {
 public:
  ExpectedClaims() = default;
  // Reads an object of claims. The error is Grafana's sentence.
  [[nodiscard]] static tl::expected<ExpectedClaims, std::string> Read(const std::string& text, const KeyWords& words);

 private:
  friend class JwtClaims;
  std::string issuer_;                  // empty: any
  std::string subject_;                 // empty: any
  std::vector<std::string> audiences_;  // each must be among the token's
  std::shared_ptr<const std::string> text_;
  std::map<std::string, JsonValue> others_;  // views into text_
};

// The claims of a token whose signature is right. Immutable.
class JwtClaims {
 public:
  // Reads the payload, and takes only claims that hold at `now`, as the registered ones say, and as it is expected. The
  // error is for the log, without a value of the token.
  [[nodiscard]] static tl::expected<JwtClaims, std::string> Check(std::string payload, const ExpectedClaims& expected,
                                                                  Instant now);

  // Whether the registered claims of a payload are of their types.
  [[nodiscard]] static bool HasFitTypes(const JsonValue& payload);

  // All of them, as JSON.
  [[nodiscard]] std::string_view text() const { return *payload_; }
  // A text; empty when there is none, or it is none.
  [[nodiscard]] std::string TextOf(const std::string& name) const { return members_.TextOf(name); }

 private:
  [[nodiscard]] tl::expected<void, std::string> CheckTimes(Instant now) const;
  [[nodiscard]] tl::expected<void, std::string> CheckExpected(const ExpectedClaims& expected) const;

  std::shared_ptr<const std::string> payload_;
  JsonObjectMap members_;  // views into payload_
};

}  // namespace grafake::server
