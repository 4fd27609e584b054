#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "server/api/admin_settings_api.h"
#include "server/api/dashboards_api.h"
#include "server/api/data_source_proxy_api.h"
#include "server/api/frontend_settings.h"
#include "server/api/health_api.h"
#include "server/api/login_api.h"
#include "server/api/metrics_api.h"
#include "server/api/sign_up_api.h"
#include "server/domain/accounts.h"
#include "server/domain/anonymous_sign_in.h"
#include "server/domain/clock.h"
#include "server/domain/first_start.h"
#include "server/domain/plants.h"
#include "server/domain/quotas.h"
#include "server/domain/randomness.h"
#include "server/domain/sessions.h"
#include "server/domain/token_sign_in.h"
#include "server/domain/tokens.h"
#include "server/http/authentication.h"
#include "server/http/authorization.h"
#include "server/http/cookies.h"
#include "server/http/csrf.h"
#include "server/http/gateway.h"
#include "server/http/message.h"
#include "server/http/redirects.h"
#include "server/http/route_table.h"
#include "server/http/usual_headers.h"
#include "server/provisioning/provisioning_settings.h"
#include "server/releases/release.h"
#include "server/storage/complaints.h"
#include "server/storage/sql/postgres_session.h"
#include "server/system_time.h"

namespace grafake::server {

struct PreparedStart;

// How pages are drawn.
struct PageSettings {
  std::string default_theme = "dark";  // [users] default_theme
  bool sign_out = true;                // not [auth] disable_signout_menu
  std::string names = "both";          // [grafake] page_names
};

// Everything that one Grafana needs to know, in the words of the layers that use it.
struct InstanceSettings {
  const Release* release = &DefaultRelease();     // which Grafana to be; never null
  std::filesystem::path database;                 // the SQLite file; empty: everything in memory
  std::optional<sql::PostgresSettings> postgres;  // instead of a file
  std::shared_ptr<const PreparedStart> prepared;  // in memory: what it begins with, for the same admin; null: nothing
  Complaints::Say complain;                       // hears what goes wrong with the file; from any thread
  Clock clock = SystemTime;
  std::shared_ptr<Randomness> randomness;             // what ids and secrets are drawn from; null: the system's
  bool production = true;                             // app_mode = production
  std::string sub_url;                                // path of root_url without the slash at its end
  bool cut_sub_url = false;                           // [server] serve_from_sub_path
  bool gzip = false;                                  // [server] enable_gzip
  std::size_t longest_member = std::size_t{1} << 20;  // of a JSON body: [grafake] max_member_bytes
  std::size_t journal = 1000;                         // requests that test control keeps: [grafake] journal
  std::optional<std::string> content_policy;          // [security] content_security_policy_template, when that is on
  bool gravatar = true;                               // not [security] disable_gravatar
  std::chrono::seconds user_cache{0};
  bool names_caller = false;     // answers say who has asked, by a feature toggle
  bool pages_in_cookie = false;  // wanted pages are remembered there, by a feature toggle, whatever the release does
  bool permission_cache = true;  // [rbac] permission_cache; without user_cache nothing is kept, here as there
  RoleSettings roles;
  MemberSettings members;
  bool anybody_creates_orgs = false;   // [users] allow_org_create
  std::set<std::string> hidden_users;  // [users] hidden_users
  FirstAdmin admin;
  TokenSettings tokens;
  AuthenticationSettings authentication;
  ProxySettings proxy;
  JwtSettings jwt;
  AnonymousSettings anonymous;
  SessionSettings sessions;
  CookieSettings cookies;
  CsrfSettings csrf;
  HeaderSettings headers;
  LoginSettings login;
  SignUpSettings sign_up;
  std::chrono::seconds invitation_lifetime = std::chrono::days(1);  // [users] user_invite_max_lifetime_duration
  RedirectSettings redirects;
  QuotaSettings quotas;
  DataSourceProxySettings data_source_proxy;
  ProvisioningSettings provisioning;
  bool brute_force_protection = true;  // not [security] disable_brute_force_login_protection
  AuthorizationSettings authorization;
  HealthSettings health;
  MetricsSettings metrics;
  MetricFacts metric_facts;
  FrontendSettings frontend;
  PageSettings pages;
  DocumentsShown documents;
  [[nodiscard]] bool in_memory() const { return database.empty() && !postgres; }

  // GET /api/admin/settings, before and after the first GET /api/frontend/settings.
  std::function<ShownSettings(bool after_front_end)> shown = [](bool /*after*/) { return ShownSettings(); };
};

// One Grafana: its storage, services and routes. Two of them in one process never meet. Thread-safe.
class Instance {
 public:
  // Throws DatabaseError, ProvisioningFailed.
  explicit Instance(const InstanceSettings& settings);
  ~Instance();

  // Answers one request. Exceptions out of it are bugs or a lost machine.
  [[nodiscard]] Response Handle(const Request& request);

  // The refusal that a request gets whatever its body holds; nothing when it needs its body.
  [[nodiscard]] std::optional<Response> RefuseUnread(const Request& head);

  [[nodiscard]] const InstanceSettings& settings() const;

  // Puts these there. When it fails, some of them may be there. Not beside other writers.
  [[nodiscard]] tl::expected<PlantedAll, PlantError> Plant(const Plants& plants);

  // What it holds, to be planted elsewhere; see domain/harvest.h.
  [[nodiscard]] Plants Harvest();

  // All that it holds now, for others to begin with: `prepared` in the settings of one in memory. Throws
  // StorageFailure, SqlError.
  [[nodiscard]] std::shared_ptr<const PreparedStart> Save();

  // Grafana's answer to a request whose handling broke down.
  [[nodiscard]] Response Broken() const;

  // Where a request leads, and the names of who sends it if they are asked for; found without a trace of it.
  struct Sight {
    Whither whither;
    std::vector<std::string> caller;
  };
  [[nodiscard]] Sight Look(const Request& request, bool caller);
  // Every path that leads somewhere.
  [[nodiscard]] std::vector<RoutePath> Paths() const;
  // Whose token that is, or was until it was deleted; found without a trace.
  [[nodiscard]] std::optional<TokenSignIn::Sight> KnowToken(std::string_view token);
  // Of Response::token_id; empty when it has gone.
  [[nodiscard]] std::string TokenName(std::int64_t id);

  // Every route and what it asks for.
  [[nodiscard]] std::vector<RouteRow> Routes() const;
  // Those that the release has and that are not served here.
  [[nodiscard]] std::vector<RouteRow> UnservedRoutes() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace grafake::server
