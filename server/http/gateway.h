#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/domain/quotas.h"
#include "server/http/authentication.h"
#include "server/http/authorization.h"
#include "server/http/csrf.h"
#include "server/http/metrics.h"
#include "server/http/missing_routes.h"
#include "server/http/redirects.h"
#include "server/http/router.h"

namespace grafake::server {

// What stands before the routes, in the order in which it is asked.
struct Guards {
  const Csrf& csrf;
  Authentication& authentication;
  Redirects& redirects;
  Authorization& authorization;
  Quotas& quotas;
};

struct GatewaySettings {
  std::vector<AnswerHeader> usual_headers;
  bool gzip = false;                          // [server] enable_gzip
  std::string cut_off;                        // the sub-path, with [server] serve_from_sub_path; empty: none
  std::optional<std::string> content_policy;  // [security] content_security_policy_template, when that is on
  std::string root_url;                       // [server] root_url
  std::int64_t built = 0;                     // when the release was built, in seconds since 1970: its files' time
  std::size_t longest_member = 0;             // [grafake] max_member_bytes
  bool follows_traces = false;                // refusals say the trace of the header traceparent
  bool names_caller = false;                  // answers say who has asked
  std::span<const MissingRoutes> missing;     // the release's, of which only those count that are not served
  std::string_view version;                   // the release's
};

// Where the path of a request leads.
struct Whither {
  std::string path;   // behind the sub-path, decoded
  std::string route;  // the pattern of its route; empty: there is none
};

// A path of the server, and how it is asked.
struct RoutePath {
  std::string method;  // empty: by any
  std::string path;    // its pattern, "/api/teams/:teamId"
  bool below = false;  // so is whatever stands below it
};

// The way of every request through the server, in Grafana's order: origin → early paths → credentials → org → route →
// permission → quota → handler → usual headers. Thread-safe once everything is added.
class Gateway {
 public:
  Gateway(const Answers& answers, const Pages& pages, const Guards& guards, GatewaySettings settings)
      : answers_(answers),
        pages_(pages),
        guards_(guards),
        settings_(std::move(settings)),
        missing_words_(MissingWords(settings_.missing)) {}

  using EarlyHandler = std::function<Response(const Request&)>;

  // GET and HEAD of exactly that path are answered before anything is asked for.
  void AddEarly(std::string path, EarlyHandler handler) { early_.emplace_back(std::move(path), std::move(handler)); }

  Router& router() { return router_; }

  // Every request is counted there; call before the first one.
  void CountIn(Metrics& metrics) { metrics_ = &metrics; }

  // Called by the server's threads.
  [[nodiscard]] Response Handle(const Request& request);

  // Why a request will be refused whatever its body holds, asked before the body has been read; nothing otherwise.
  [[nodiscard]] std::optional<Response> RefuseUnread(const Request& head);

  // Where a request leads, found without handling it.
  [[nodiscard]] Whither Look(const Request& request) const;
  // Every path that leads somewhere.
  [[nodiscard]] std::vector<RoutePath> Paths() const;

  [[nodiscard]] Response WithUsualHeaders(Response response) const;

 private:
  // The same for the answer to that request: what data sources answer says itself how long it may be kept.
  [[nodiscard]] Response WithHeadersFor(const Request& request, Response response) const;
  // A request that may be handled, and by whom.
  struct Admitted {
    Context context;
    const Route* route;
  };

  static void Attribute(Authenticated who, Response& response);
  [[nodiscard]] std::optional<Response> RefuseByHead(const Request& head);
  [[nodiscard]] Response Complete(const Request& request);
  [[nodiscard]] Response Inside(const Request& request);
  [[nodiscard]] const EarlyHandler* FindEarly(const Request& request) const;
  [[nodiscard]] Response HandledBy(const Route& route, const Context& context) const;
  [[nodiscard]] Response FailedBy(const Route& route, std::string_view cause) const;
  [[nodiscard]] Response Answer(const Request& request, const Query& query, const Authenticated& who);
  // What stands between the credentials and the content policy.
  [[nodiscard]] std::optional<Response> Elsewhere(const Request& request, const Query& query,
                                                  const Authenticated& who) const;
  // Of the answer's scripts; empty without a content policy.
  [[nodiscard]] std::string NewNonce() const;
  void AddContentPolicy(Response& response, const std::string& nonce) const;
  [[nodiscard]] tl::expected<Admitted, Response> Admit(const Request& request, const Query& query,
                                                       const Authenticated& who, std::string_view nonce);
  // Puts the ids in the place of the uids; the answer when one is unknown, which strangers do not learn unless the
  // parameter says so.
  [[nodiscard]] std::optional<Response> ResolveUids(const Route& route, Context& context) const;
  [[nodiscard]] std::optional<Response> OverQuota(const RouteAccess& access, const Principal& caller);
  [[nodiscard]] Response Unknown(Context& context) const;
  // The answer of a route that the release has and that is not served; nothing where it has none.
  [[nodiscard]] std::optional<Response> NotServedHere(Context& context) const;
  // Whether it asks for one that is not served, whose path the parameter of a served one would take.
  [[nodiscard]] bool MissingWord(const Request& request) const;
  // Whether a setting has taken all that begins so.
  [[nodiscard]] bool IsOff(std::string_view path) const;

  const Answers& answers_;
  const Pages& pages_;
  Guards guards_;
  GatewaySettings settings_;
  std::set<std::string_view> missing_words_;
  Metrics* metrics_ = nullptr;
  std::vector<std::pair<std::string, EarlyHandler>> early_;  // so few that looking through them is fastest
  Router router_;
};

}  // namespace grafake::server
