#include "server/control/occasion.h"

#include <algorithm>
#include <span>

#include "server/control/answer_kind.h"
#include "server/http/url.h"

namespace grafake::server {
namespace {

constexpr std::array<OccasionFact, kOccasions> kOccasionFacts = {{
    {Occasion::kExpiredToken, "expired token", "401: the token was good until now",
     "make a token that ends, then PUT /_grafake/clock {\"advance\": \"30d\"}"},
    {Occasion::kDisabledAccount, "disabled account", "401: somebody has disabled the service account",
     "PATCH /api/serviceaccounts/ID {\"isDisabled\": true}"},
    {Occasion::kTakenName, "taken name", "400, 409 or 412: there is one of that name already",
     "create the same thing twice"},
    {Occasion::kSecondPage, "second page", "there is more than one page holds",
     "ask a list for page=2; make more than one page holds"},
    {Occasion::kLostAnswer, "lost answer", "the server has done it, but its answer never came",
     "POST /_grafake/faults {\"do\": {\"apply\": \"once\", \"then\": \"drop\"}}"},
    {Occasion::kForbidden, "403", "the caller may not do that", "ask with a token of role Viewer"},
}};

using Choice = Refusal Refusals::*;
constexpr std::array kExpired = {&Refusals::expired_key};
constexpr std::array kDisabled = {&Refusals::account_disabled};
constexpr std::array<Choice, 12> kTaken = {
    &Refusals::token_name_taken,  &Refusals::key_name_taken,         &Refusals::new_team_taken,
    &Refusals::team_taken,        &Refusals::org_name_taken,         &Refusals::new_org_name_taken,
    &Refusals::account_duplicate, &Refusals::folder_name_taken,      &Refusals::dashboard_name_taken,
    &Refusals::element_taken,     &Refusals::data_source_name_taken, &Refusals::data_source_uid_taken};

// The server's words may go on behind those.
bool IsOneOf(std::span<const Choice> choices, const Refusals& refusals, int status, std::string_view message) {
  return std::ranges::any_of(choices, [&](Choice choice) {
    const Refusal& refusal = refusals.*choice;
    return refusal.status == status && MessageForm(refusal.message, refusal.message_id) == message;
  });
}

bool AsksForLaterPage(const Request& request) {
  if (request.query.empty()) return false;
  const Query query(request.query);
  return query.Integer("page") > 1 || query.Integer("offset") > 0 || !query.Text("continue").empty();
}

// Whatever the client gets of it is no answer.
bool IsLost(const Response& response) {
  const auto& delivery = response.delivery;
  return delivery != nullptr && (delivery->end != Delivery::End::kUsual || delivery->cut_after);
}

bool IsIt(Occasion occasion, const Exchange& exchange, std::string_view message, const Refusals& refusals) {
  const int status = exchange.response.status;
  switch (occasion) {
    case Occasion::kExpiredToken:
      return IsOneOf(kExpired, refusals, status, message);
    case Occasion::kDisabledAccount:
      return IsOneOf(kDisabled, refusals, status, message);
    case Occasion::kTakenName:
      return IsOneOf(kTaken, refusals, status, message) || status == UserTaken("", "").status;
    case Occasion::kSecondPage:
      return status == 200 && AsksForLaterPage(exchange.request);
    case Occasion::kLostAnswer:
      return exchange.carried != Carried::kNever && IsLost(exchange.response);
    case Occasion::kForbidden:
      return status == 403;
  }
  return false;
}

// Nearly all of them: it is none.
bool IsPlainSuccess(const Exchange& exchange) {
  return exchange.response.status < 400 && exchange.request.query.empty() && exchange.response.delivery == nullptr;
}

}  // namespace

const std::array<OccasionFact, kOccasions>& Occasions() { return kOccasionFacts; }

std::vector<Occasion> OccasionsOf(const Exchange& exchange, std::string_view message, const Release& release) {
  std::vector<Occasion> met;
  if (IsPlainSuccess(exchange)) return met;
  for (const OccasionFact& fact : kOccasionFacts) {
    if (IsIt(fact.occasion, exchange, message, release.refusals)) met.push_back(fact.occasion);
  }
  return met;
}

}  // namespace grafake::server
