#include "server/control/controlled.h"

#include <chrono>

namespace grafake::server {

using std::chrono::steady_clock;

Response Controlled::Attend(const Request& request, const Answerer& truth) {
  const auto begin = steady_clock::now();
  const Instant at = clock_.Now();
  Response response = truth(request);
  Note({request, response, at, steady_clock::now() - begin});
  coverage_.Label(request, response);
  return response;
}

std::optional<Response> Controlled::AttendUnread(const Request& head,
                                                 const std::function<std::optional<Response>(const Request&)>& refuse) {
  const auto begin = steady_clock::now();
  const Instant at = clock_.Now();
  auto refused = refuse(head);
  if (refused) {
    Note({head, *refused, at, steady_clock::now() - begin});
    coverage_.Label(head, *refused);
  }
  return refused;
}

void Controlled::Note(const Exchange& exchange) { coverage_.Note(exchange); }

}  // namespace grafake::server
