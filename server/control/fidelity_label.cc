#include "server/control/fidelity_label.h"

#include <string>

#include "server/control/answer_kind.h"
#include "server/control/asked_in_short.h"
#include "server/control/recordings.h"

namespace grafake::server {

void AddFidelityLabel(const World& world, const Exchange& exchange, std::uint64_t id, Response& response) {
  const Release& release = *world.settings().release;
  const std::string_view scenario =
      Recordings::Of(release).Find({.method = std::string(MethodInShort(exchange.request.method)),
                                    .route = std::string(exchange.route),
                                    .status = response.status,
                                    .message = MessageIn(response),
                                    .path = exchange.route.empty() ? PathInShort(exchange) : ""});
  std::string label = "world=" + world.name();
  if (id != 0) label += "; request=" + std::to_string(id);
  label += "; fidelity=";
  label += scenario.empty() ? "documented" : "recorded " + std::string(release.version) + " " + std::string(scenario);
  response.SetHeader("X-Grafake", std::move(label));  // a fault may have given one
}

}  // namespace grafake::server
