#include "server/control/secret_routes.h"

#include "server/control/time_words.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

void WriteSighting(JsonWriter& json, const SecretWitness::Sighting& sighting, const SecretWitness::Seen& seen) {
  const MishapFact& fact = FactOf(sighting.mishap);
  json.BeginObject().Member("token", sighting.token).Member("what", fact.what).Member("asked", sighting.asked);
  json.Member("times", static_cast<std::int64_t>(seen.times));
  json.Member("first", InstantText(seen.first)).Member("last", InstantText(seen.last));
  if (seen.request != 0) json.Member("request", static_cast<std::int64_t>(seen.request));
  json.Member("why", fact.instead).EndObject();
}

}  // namespace

Response ShowSecrets(Control& /*control*/, const ControlCall& call) {
  const SecretWitness& witness = call.controlled().witness();
  JsonWriter json;
  json.BeginObject().Key("secrets").BeginArray();
  for (const auto& [sighting, seen] : witness.All()) WriteSighting(json, sighting, seen);
  json.EndArray().Member("unlisted", static_cast<std::int64_t>(witness.unlisted())).EndObject();
  return ControlJson(json.Take());
}

Response ForgetSecrets(Control& /*control*/, const ControlCall& call) {
  call.controlled().witness().Clear();
  return ControlNothing();
}

}  // namespace grafake::server
