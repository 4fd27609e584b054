#include "server/control/controlled.h"

#include <chrono>

#include "server/control/fault_effect.h"

namespace grafake::server {

using std::chrono::steady_clock;

Response Controlled::Attend(const Request& request, const Answerer& truth, const Faults::Look& look) {
  const auto begin = steady_clock::now();
  const Instant at = clock_.Now();
  const auto met = faults_.any() ? faults_.Meet(request, look) : std::nullopt;
  Response response = met ? AnswerUnder(*met, request, truth) : truth(request);
  Note({request, response, at, steady_clock::now() - begin, NameOf(met), CarriedUnder(met)});
  return response;
}

// Whether it will be read is not known before it is asked, and it is the same request then: it is counted once.
std::optional<Response> Controlled::AttendUnread(const Request& head, const Refuse& refuse, const Faults::Look& look) {
  const auto begin = steady_clock::now();
  const Instant at = clock_.Now();
  auto met = faults_.any() ? faults_.MeetUncarried(head, look) : std::nullopt;
  auto refused = met ? AnswerUnder(*met, head, {}) : refuse(head);
  if (!refused) return std::nullopt;
  if (!met && faults_.any()) {
    met = faults_.Meet(head, look);
    if (met) refused = AnswerUnder(*met, head, [truth = *std::move(refused)](const Request&) { return truth; });
  }
  Note({head, *refused, at, steady_clock::now() - begin, NameOf(met), CarriedUnder(met)});
  return refused;
}

void Controlled::NoteBroken(const Request& request, const Response& response) {
  Note({.request = request, .response = response, .at = clock_.Now(), .took = {}});
}

void Controlled::Note(const Exchange& exchange) { journal_.Note(exchange); }

}  // namespace grafake::server
