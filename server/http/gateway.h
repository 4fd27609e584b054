#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "server/http/authentication.h"
#include "server/http/authorization.h"
#include "server/http/metrics.h"
#include "server/http/router.h"

namespace grafake::server {

// The way of every request through the server, in Grafana's order: early paths → credentials → org → route → permission
// → handler → usual headers. Thread-safe once everything is added.
class Gateway {
 public:
  Gateway(const Answers& answers, const Pages& pages, Authentication& authentication, Authorization& authorization,
          std::vector<Header> usual_headers)
      : answers_(answers),
        pages_(pages),
        authentication_(authentication),
        authorization_(authorization),
        usual_headers_(std::move(usual_headers)) {}

  using EarlyHandler = std::function<Response(const Request&)>;

  // GET and HEAD of exactly that path are answered before anything is asked for.
  void AddEarly(std::string path, EarlyHandler handler) { early_.emplace(std::move(path), std::move(handler)); }

  Router& router() { return router_; }

  // Every request is counted there; call before the first one.
  void CountIn(Metrics& metrics) { metrics_ = &metrics; }

  // Called by the server's threads.
  [[nodiscard]] Response Handle(const Request& request);

 private:
  [[nodiscard]] Response Complete(const Request& request);
  [[nodiscard]] Response Answer(const Request& request);
  [[nodiscard]] Response Route(const Request& request, const Query& query, const Authenticated& who);

  const Answers& answers_;
  const Pages& pages_;
  Authentication& authentication_;
  Authorization& authorization_;
  std::vector<Header> usual_headers_;
  Metrics* metrics_ = nullptr;
  std::map<std::string, EarlyHandler, std::less<>> early_;
  Router router_;
};

}  // namespace grafake::server
