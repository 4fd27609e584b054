#include "server/control/controlled.h"

#include <chrono>

#include "server/control/control_call.h"
#include "server/control/fault_effect.h"
#include "server/control/fidelity_label.h"
#include "server/control/reasons.h"

namespace grafake::server {

using std::chrono::steady_clock;

Response Controlled::Attend(const Request& request, const Answerer& truth, const Faults::Look& look) {
  if (auto refused = RefuseUnknownFault(request)) return *std::move(refused);
  const auto begin = steady_clock::now();
  const Instant at = clock_.Now();
  const auto met = faults_.any() ? faults_.Meet(request, look) : std::nullopt;
  Response response = met ? AnswerUnder(*met, request, truth) : truth(request);
  Conclude({request, response, at, steady_clock::now() - begin, NameOf(met), CarriedUnder(met)}, response);
  return response;
}

// Whether it will be read is not known before it is asked, and it is the same request then: it is counted once.
std::optional<Response> Controlled::AttendUnread(const Request& head, const Refuse& refuse, const Faults::Look& look) {
  if (auto refused = RefuseUnknownFault(head)) return refused;
  const auto begin = steady_clock::now();
  const Instant at = clock_.Now();
  auto met = faults_.any() ? faults_.MeetUncarried(head, look) : std::nullopt;
  auto refused = met ? AnswerUnder(*met, head, {}) : refuse(head);
  if (!refused) return std::nullopt;
  if (!met && faults_.any()) {
    met = faults_.Meet(head, look);
    if (met) refused = AnswerUnder(*met, head, [truth = *std::move(refused)](const Request&) { return truth; });
  }
  Conclude({head, *refused, at, steady_clock::now() - begin, NameOf(met), CarriedUnder(met)}, *refused);
  return refused;
}

void Controlled::BeOf(World& world, Terms terms) {
  world_ = &world;
  name_ = world.name();
  ended_ = terms.ended;
  label_ = terms.label;
  hidden_ = std::move(terms.hidden);
  jwt_header_ = world.settings().authentication.jwt.header;
  coverage_.BeOf(world, std::move(terms.ended));
  witness_.BeOf(world, std::move(terms.worlds));
}

void Controlled::EndFaults() {
  for (const Faults::State& state : Faults::Unused(faults_.Clear())) {
    if (ended_ != nullptr) ended_->AddUnused({name_, state.fault->name, state.fired, state.left});
  }
}

// It is no answer of Grafana's, so it is in the journal and not in the coverage.
std::optional<Response> Controlled::RefuseUnknownFault(const Request& request) {
  const auto why = faults_.WhyUnknown(request);
  if (!why) return std::nullopt;
  Response refusal = ControlRefusal(400, *why);
  Exchange exchange{.request = request, .response = refusal, .at = clock_.Now(), .took = {}, .why = *why};
  exchange.carried = Carried::kNever;
  HideIn(exchange);
  std::string looked;
  exchange.route = coverage_.RouteOf(request, refusal, looked);
  witness_.Note(exchange, journal_.Note(exchange));
  return refusal;
}

void Controlled::Break(const Request& request, Response& response) {
  Conclude({.request = request, .response = response, .at = clock_.Now(), .took = {}}, response);
}

// What is a secret in this world, whatever it looks like.
void Controlled::HideIn(Exchange& exchange) const {
  exchange.hidden = hidden_;
  exchange.jwt_header = jwt_header_;
}

// What only the journal wants to know.
void Controlled::Explain(Exchange& exchange) {
  const Response& response = exchange.response;
  if (response.reason) exchange.why = SentenceOfAnswer(exchange.request, response);
  if (response.token_id != 0) exchange.token = world_.load()->TokenName(response.token_id);
}

void Controlled::Conclude(Exchange exchange, Response& response) {
  HideIn(exchange);
  std::string looked;
  exchange.route = coverage_.RouteOf(exchange.request, response, looked);
  coverage_.Note(exchange);
  if (journal_.on()) Explain(exchange);
  const std::uint64_t id = journal_.Note(exchange);
  witness_.Note(exchange, id);
  if (label_) AddFidelityLabel(*world_.load(), exchange, id, response);
}

}  // namespace grafake::server
