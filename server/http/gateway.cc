#include "server/http/gateway.h"

#include <algorithm>
#include <chrono>

#include "server/http/compression.h"
#include "server/http/form.h"
#include "server/http/static_content.h"
#include "server/http/static_files.h"
#include "server/http/trace_parent.h"
#include "server/http/usual_headers.h"
#include "server/storage/storage_failure.h"

namespace grafake::server {
namespace {

using namespace std::string_view_literals;  // compared by their length first, which decides nearly always

constexpr std::size_t kMostOfPath = 256;  // that a reason keeps

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

bool OnlyReads(const Request& request) { return request.method == "GET"sv || request.method == "HEAD"sv; }

// Files come before credentials and without the usual headers. Below the sub-path there are only the pages' own.
const StaticFile* FileFor(const Request& request, const std::optional<Request>& inside) {
  if (!OnlyReads(request)) return nullptr;
  const StaticFile* const file = FindStaticFile(request.path);
  return file == nullptr && inside && inside->path.starts_with("/public/"sv) ? FindStaticFile(inside->path) : file;
}

Response ServeFile(const Request& request, const StaticFile& file, std::int64_t modified) {
  const bool packed = !file.gzip.empty() && AcceptsGzip(request);
  Response response = ServeContent(request, {packed ? file.gzip : file.body(), file.type, modified});
  response.headers.push_back({"Cache-Control", std::string(file.cache)});
  if (!file.gzip.empty()) response.headers.push_back({"Vary", "Accept-Encoding"});
  const bool has_its_bytes = response.status == 200 || response.status == 206;
  if (packed && has_its_bytes) response.headers.push_back({"Content-Encoding", "gzip"});
  return response;
}

// The request as it looks behind the sub-path; nothing when it is not there. Such a path is decoded before it is split.
std::optional<Request> WithoutPrefix(const Request& request, const std::string& prefix) {
  if (prefix.empty()) return std::nullopt;
  const auto path = DecodePath(request.path);
  if (!path || !path->starts_with(prefix)) return std::nullopt;
  Request inside = request;
  inside.raw_target = request.Target();
  inside.path = EncodePercents(path->substr(prefix.size()));  // "/grafanax" leaves "x": no page, and no "/api"
  return inside;
}

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
  auto refused = guards_.csrf.Refuse(request);
  const auto inside = WithoutPrefix(request, settings_.cut_off);
  const StaticFile* const file = FileFor(request, inside);
  const Request& looked_at = inside ? *inside : request;
  Response response = refused           ? *std::move(refused)
                      : file != nullptr ? ServeFile(request, *file, settings_.built)
                                        : WithHeadersFor(looked_at, Inside(looked_at));
  if (response.traced && settings_.follows_traces) {
    if (const auto id = TraceIdIn(request)) PutTraceId(response, *id);
  }
  if (settings_.gzip && WantsGzip(request)) {
    Gzip(response);
    response.SetHeader("Vary", "Accept-Encoding");
  }
  return response;
}

Response Gateway::WithUsualHeaders(Response response) const {
  const std::size_t own = response.headers.size();
  response.headers.reserve(own + settings_.usual_headers.size());
  for (const AnswerHeader& header : settings_.usual_headers) {
    const bool has = std::any_of(response.headers.begin(), response.headers.begin() + static_cast<std::ptrdiff_t>(own),
                                 [&](const AnswerHeader& h) { return h.name == std::string_view(header.name); });
    if (!has) response.headers.push_back(header);
  }
  return response;
}

Response Gateway::WithHeadersFor(const Request& request, Response response) const {
  Response whole = WithUsualHeaders(std::move(response));
  if (request.path.starts_with("/api/datasources/proxy/"sv)) {
    std::erase_if(whole.headers, [](const AnswerHeader& header) {
      return header.name == "Cache-Control"sv || header.name == "Expires"sv || header.name == "Pragma"sv;
    });
  }
  return whole;
}

const Gateway::EarlyHandler* Gateway::FindEarly(const Request& request) const {
  if (!OnlyReads(request)) return nullptr;
  const auto early = std::ranges::find(early_, request.path, &std::pair<std::string, EarlyHandler>::first);
  return early == early_.end() ? nullptr : &early->second;
}

Response Gateway::Inside(const Request& request) {
  if (const EarlyHandler* early = FindEarly(request)) return (*early)(request);
  const Query query(request.query);
  auto who = guards_.authentication.Authenticate(request, query);
  if (!who) return std::move(who).error();
  Response response = Answer(request, query, *who);
  guards_.authentication.Finish(request, *who, response);
  if (settings_.names_caller && who->caller->SignedIn())
    response.headers.push_back({"grafana-uname", who->caller->login});
  Attribute(*std::move(who), response);
  return response;
}

// What the test wants is no bug, so nothing is thrown.
Response Gateway::FailedBy(const Route& route, std::string_view cause) const {
  if (route.failure != nullptr) return answers_.Refuse(*route.failure, cause);
  Response broken = answers_.Broken();
  broken.notes.push_back({.message = "Request error", .fields = {{"error", cause}}});
  return broken;
}

Response Gateway::HandledBy(const Route& route, const Context& context) const try {
  if (context.request.plight.database_locked) return FailedBy(route, "database is locked");
  if (HasMemberAbove(settings_.longest_member, context.request.body))
    return Because(answers_.Refuse(answers_.refusals().member_too_long), MemberTooLong{settings_.longest_member});
  return route.handler(context);
} catch (const StorageFailure& e) {
  if (route.failure == nullptr) throw;
  return Because(answers_.Refuse(*route.failure, e.what()), StorageFailed{e.what()});
}

Response Gateway::Answer(const Request& request, const Query& query, const Authenticated& who) {
  if (auto elsewhere = Elsewhere(request, query, who)) return *std::move(elsewhere);
  const std::string nonce = NewNonce();
  auto admitted = Admit(request, query, who, nonce);
  Response response = admitted ? HandledBy(*admitted->route, admitted->context) : std::move(admitted).error();
  if (admitted) response.route = admitted->route->pattern;
  AddContentPolicy(response, nonce);
  return response;
}

std::string Gateway::NewNonce() const { return settings_.content_policy ? DrawNonce() : std::string(); }

void Gateway::AddContentPolicy(Response& response, const std::string& nonce) const {
  if (settings_.content_policy) {
    response.SetHeader("Content-Security-Policy",
                       ContentSecurityPolicy(*settings_.content_policy, settings_.root_url, nonce));
  }
}

std::optional<Response> Gateway::Elsewhere(const Request& request, const Query& query, const Authenticated& who) const {
  if (auto redirect = guards_.redirects.ToOrg(request, query, *who.caller)) return redirect;
  if (auto redirect = guards_.redirects.ToDomain(request)) return redirect;
  if (settings_.content_policy == "") {
    return Because(answers_.ContextRefuse(answers_.refusals().no_policy),
                   SettingSays{"[security] content_security_policy_template", ""});
  }
  return std::nullopt;
}

// What the log is to know: who asked, and what was noticed before that was clear.
void Gateway::Attribute(Authenticated who, Response& response) {
  response.caller = std::move(who.caller);
  response.token_id = who.token_id;
  if (who.notes.empty()) return;
  response.notes.insert(response.notes.begin(), std::make_move_iterator(who.notes.begin()),
                        std::make_move_iterator(who.notes.end()));
}

tl::expected<Gateway::Admitted, Response> Gateway::Admit(const Request& request, const Query& query,
                                                         const Authenticated& who, std::string_view nonce) {
  auto match = router_.Find(request.method, request.path);
  const std::int64_t session = who.session ? who.session->id : 0;
  Context context{request,     query,           *who.caller, {},   session, guards_.authorization.rbac(),
                  who.refused, who.session_due, who.reason,  nonce};
  if (!match) return tl::unexpected(Unknown(context));
  if (!match->params.empty()) {
    auto answer = MissingWord(request) ? NotServedHere(context) : std::nullopt;
    if (answer) return tl::unexpected(*std::move(answer));
  }
  context.params = std::move(match->params);
  if (auto refused = ResolveUids(*match->route, context)) return tl::unexpected(*std::move(refused));
  const RouteAccess& access = match->route->access;
  if (auto refused = guards_.authorization.Refuse(access, context)) return tl::unexpected(*refused);
  if (auto refused = OverQuota(access, context.caller)) return tl::unexpected(*refused);
  return Admitted{std::move(context), match->route};
}

std::optional<Response> Gateway::ResolveUids(const Route& route, Context& context) const {
  if (route.uids.empty()) return std::nullopt;
  for (const UidParameter* const parameter : route.uids) {
    if (!parameter->for_strangers) {
      if (auto refused = guards_.authorization.RefuseStranger(route.access, context)) return refused;
    }
    const auto place =
        std::ranges::find(context.params, parameter->Name(), &decltype(context.params)::value_type::first);
    if (place == context.params.end() || place->second.empty() || ParseInteger(place->second)) continue;
    const auto id = parameter->find_id(context.caller, place->second);
    if (!id) {
      return Because(answers_.ContextRefuse(*parameter->unknown),
                     GroundReason(NotThere{parameter->noun, "uid", place->second, parameter->Scope(context.caller)}));
    }
    place->second = std::to_string(*id);
  }
  return std::nullopt;
}

std::optional<Response> Gateway::OverQuota(const RouteAccess& access, const Principal& caller) {
  if (access.quota.empty()) return std::nullopt;
  auto full = guards_.quotas.Reached(access.quota, caller);
  if (!full) return std::nullopt;
  return Because(answers_.ContextRefuse(QuotaReached(full->told).AsRefusal()),
                 QuotaFull{std::move(full->state.target), full->state.limit, full->state.used, full->owner.org_id,
                           full->owner.user_id});
}

bool Gateway::IsOff(std::string_view path) const {
  return std::ranges::any_of(router_.known()->off,
                             [&](const KnownRoutes::Off& off) { return path.starts_with(off.prefix); });
}

std::optional<Response> Gateway::NotServedHere(Context& context) const {
  auto match = FindMissing(settings_.missing, context.request.method, context.request.path);
  if (!match || IsOff(context.request.path)) return std::nullopt;
  const MissingRoute& route = *match->route;
  context.params = std::move(match->params);
  if (auto refused = guards_.authorization.Refuse(AccessOf(route), context)) return refused;
  Response response = answers_.ContextRefuse(answers_.refusals().not_found);
  response.notes.push_back({.level = LogLevel::kWarn,
                            .message = "Grafana has this route, and it is not part of grafake",
                            .fields = {{"route", route.pattern}}});
  return Because(std::move(response), RouteNotServed{route.method, route.pattern, settings_.version});
}

bool Gateway::MissingWord(const Request& request) const {
  std::string_view path = request.path;
  if (path.ends_with('/')) path.remove_suffix(1);
  if (!missing_words_.contains(path)) return false;
  const auto match = FindMissing(settings_.missing, request.method, path);
  return match && match->params.empty();
}

Response Gateway::Unknown(Context& context) const {
  if (auto answer = NotServedHere(context)) return *std::move(answer);
  if (auto refused = guards_.authorization.RefuseStranger({}, context)) return *std::move(refused);
  return Because(
      Pages::IsApi(context.request) ? answers_.ContextRefuse(answers_.refusals().not_found) : pages_.NotFound(context),
      NoSuchRoute{context.request.method, context.request.path.substr(0, kMostOfPath), router_.known()});
}

Whither Gateway::Look(const Request& request) const {
  const auto inside = WithoutPrefix(request, settings_.cut_off);
  const Request& looked_at = inside ? *inside : request;
  Whither whither{.path = DecodePath(looked_at.path).value_or(looked_at.path), .route = {}};
  if (FindEarly(looked_at) != nullptr || FileFor(request, inside) != nullptr) {
    whither.route = whither.path;
  } else if (const auto match = router_.Find(looked_at.method, looked_at.path);
             match && (match->params.empty() || !MissingWord(looked_at))) {
    whither.route = match->route->pattern;
  }
  return whither;
}

std::vector<RoutePath> Gateway::Paths() const {
  std::vector<RoutePath> paths;
  for (const auto& [path, handler] : early_) paths.push_back({"GET", path});
  paths.push_back({"GET", "/robots.txt"});
  for (const auto& route : router_.routes()) paths.push_back({std::string(route->method), std::string(route->pattern)});
  for (const auto& route : router_.below()) paths.push_back({"", std::string(route->pattern), true});
  return paths;
}

std::optional<Response> Gateway::RefuseUnread(const Request& head) {
  const auto begin = std::chrono::steady_clock::now();
  auto refused = RefuseByHead(head);
  if (refused && metrics_ != nullptr) {
    metrics_->Count(refused->route, head.method, refused->status, std::chrono::steady_clock::now() - begin);
  }
  return refused;
}

std::optional<Response> Gateway::RefuseByHead(const Request& head) {
  if (auto refused = guards_.csrf.Refuse(head)) return refused;
  const auto inside = WithoutPrefix(head, settings_.cut_off);
  const Request& request = inside ? *inside : head;
  if (FileFor(head, inside) != nullptr || FindEarly(request) != nullptr) return std::nullopt;
  const Query query(request.query);
  auto who = guards_.authentication.Authenticate(request, query);
  if (!who) return WithHeadersFor(request, who.error());
  if (auto elsewhere = Elsewhere(request, query, *who)) return WithHeadersFor(request, *std::move(elsewhere));
  const std::string nonce = NewNonce();
  auto admitted = Admit(request, query, *who, nonce);
  if (admitted) return std::nullopt;
  Attribute(*std::move(who), admitted.error());
  AddContentPolicy(admitted.error(), nonce);
  return WithHeadersFor(request, std::move(admitted).error());
}

}  // namespace grafake::server
