#include "server/http/gateway.h"

#include <algorithm>
#include <chrono>

namespace grafake::server {
namespace {

// Counts a request as in flight for its own life, exceptions included.
class InFlight {
 public:
  explicit InFlight(Metrics& metrics) : metrics_(metrics) { metrics_.Enter(); }
  ~InFlight() { metrics_.Leave(); }
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;

 private:
  Metrics& metrics_;
};

}  // namespace

Response Gateway::Handle(const Request& request) {
  if (metrics_ == nullptr) return Complete(request);
  const InFlight in_flight(*metrics_);
  const auto begin = std::chrono::steady_clock::now();
  Response response = Complete(request);
  metrics_->Count(response.route, request.method, response.status, std::chrono::steady_clock::now() - begin);
  return response;
}

Response Gateway::Complete(const Request& request) {
  Response response = Answer(request);
  for (const Header& header : usual_headers_) {
    const bool own = std::ranges::any_of(response.headers, [&](const Header& h) { return h.name == header.name; });
    if (!own) response.headers.push_back(header);
  }
  return response;
}

Response Gateway::Answer(const Request& request) {
  if (request.method == "GET" || request.method == "HEAD") {
    const auto early = early_.find(request.path);
    if (early != early_.end()) return early->second(request);
  }
  const Query query(request.query);
  auto who = authentication_.Authenticate(request, query);
  if (!who) return std::move(who).error();
  Response response = Route(request, query, *who);
  response.headers.insert(response.headers.end(), who->headers.begin(), who->headers.end());
  return response;
}

Response Gateway::Route(const Request& request, const Query& query, const Authenticated& who) {
  auto match = router_.Find(request.method, request.path);
  Context context{request, query, *who.caller, {}, who.session_id, authorization_.rbac()};
  if (!match) {
    if (auto refused = authorization_.RefuseStranger({}, context)) return *std::move(refused);
    return Pages::IsApi(request) ? answers_.ContextRefuse(answers_.refusals().not_found) : pages_.NotFound();
  }
  context.params = std::move(match->params);
  if (auto refused = authorization_.Refuse(match->route->access, context)) return *std::move(refused);
  Response response = match->route->handler(context);
  response.route = match->route->pattern;
  return response;
}

}  // namespace grafake::server
