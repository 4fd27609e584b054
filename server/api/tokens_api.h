#pragma once

#include "server/domain/accounts.h"
#include "server/domain/clock.h"
#include "server/domain/tokens.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/releases/release.h"

namespace grafake::server {

// /api/serviceaccounts/:id/tokens: list, create, delete.
class TokensApi {
 public:
  TokensApi(const Answers& answers, Accounts& accounts, Tokens& tokens, Clock clock, const Release& release)
      : answers_(answers),
        accounts_(accounts),
        tokens_(tokens),
        clock_(std::move(clock)),
        shape_(release.account_answers) {}

  void Mount(Router& router);

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;
  // The id in the path, of an account of the caller's org; or the answer to send.
  [[nodiscard]] tl::expected<std::int64_t, Response> AccountOf(const Context& context) const;

  const Answers& answers_;
  Accounts& accounts_;
  Tokens& tokens_;
  Clock clock_;
  AccountAnswers shape_;
};

}  // namespace grafake::server
