#include "server/control/fault_effect.h"

#include <memory>

namespace grafake::server {
namespace {

constexpr int kNoStatus = 0;  // of an answer that nobody gets

// How one answer goes out, and the fault, which keeps the names of its headers.
struct KeptDelivery {
  Delivery delivery;
  std::shared_ptr<const Fault> fault;
};

std::shared_ptr<const Delivery> DeliveryUnder(const Faults::Met& met) {
  const auto kept = std::make_shared<KeptDelivery>(KeptDelivery{met.fault->delivery, met.fault});
  kept->delivery.delay = met.delay;
  kept->delivery.lifted = met.lifted;
  return {kept, &kept->delivery};
}

Response CarryOut(Carried apply, const Request& request, const Answerer& truth) {
  if (apply == Carried::kNever) return {.status = kNoStatus};
  if (apply == Carried::kTwice) (void)truth(request);
  return truth(request);
}

Response CarryOutIn(const Fault& fault, const Request& request, const Answerer& truth) {
  if (!fault.plight.database_locked && !fault.plight.caller_kept) return CarryOut(fault.apply, request, truth);
  Request in_plight = request;
  in_plight.plight = fault.plight;
  return CarryOut(fault.apply, in_plight, truth);
}

// Who asked and by which route stays known to the log.
void Replace(const Fault::Given& given, Response& response) {
  response.status = given.status;
  response.headers.clear();
  for (const Header& header : given.headers)
    response.headers.push_back({HeaderName::OfKept(header.name), header.value});
  response.body = given.body;
  response.traced = false;
}

}  // namespace

Response AnswerUnder(const Faults::Met& met, const Request& request, const Answerer& truth) {
  Response response = CarryOutIn(*met.fault, request, truth);
  if (met.fault->given) Replace(*met.fault->given, response);
  response.delivery = DeliveryUnder(met);
  return response;
}

std::string NameOf(const std::optional<Faults::Met>& met) { return met ? met->fault->name : std::string(); }

Carried CarriedUnder(const std::optional<Faults::Met>& met) { return met ? met->fault->apply : Carried::kOnce; }

}  // namespace grafake::server
