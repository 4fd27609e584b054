#include "server/app_settings.h"

#include <algorithm>
#include <memory>

#include "server/config/provisioned_values.h"
#include "server/domain/token_sign_in.h"
#include "server/external_sign_in.h"
#include "server/front_end_settings.h"
#include "server/listen_settings.h"

namespace grafake::server {
namespace {

CookieSettings CookiesOf(const Settings& s) {
  return {.name = s.auth.login_cookie_name,
          .path = s.server.sub_url.empty() ? "/" : s.server.sub_url,
          .max_age = std::max(s.auth.lifetime, std::chrono::seconds(0)),
          .secure = s.security.cookie_secure,
          .same_site = s.security.cookie_same_site};
}

HeaderSettings HeadersOf(const Settings& s) {
  return {.allow_embedding = s.security.allow_embedding,
          .content_type_options = s.security.content_type_options,
          .xss_protection = s.security.xss_protection,
          .strict_transport = s.security.strict_transport,
          .strict_transport_age = s.security.strict_transport_age,
          .strict_transport_preload = s.security.strict_transport_preload,
          .strict_transport_subdomains = s.security.strict_transport_subdomains};
}

void AddSignIn(InstanceSettings& i, const Settings& s) {
  i.authentication.basic = s.auth.basic;
  i.anonymous = {
      .enabled = s.auth.anonymous, .org_name = s.auth.anonymous_org, .role = StoredRole(s.auth.anonymous_role)};
  i.sessions = {.secret_key = s.security.secret_key,
                .lifetime = s.auth.lifetime,
                .inactive_lifetime = s.auth.inactive_lifetime,
                .rotation_interval = s.auth.rotation_interval};
  i.cookies = CookiesOf(s);
  i.csrf = {.trusted_origins = s.security.csrf_trusted_origins,
            .additional_headers = s.security.csrf_additional_headers};
  i.login = {.form_disabled = s.auth.disable_login_form,
             .signout_redirect = s.auth.signout_redirect_url,
             .gives_sessions = s.auth.proxy.enabled && s.auth.proxy.login_token};
  i.proxy = ProxyOf(s.auth.proxy);
  i.authentication.proxy = ProxyHeadersOf(s.auth.proxy);
  i.authentication.jwt = {.header = s.auth.jwt.header_name, .in_url = s.auth.jwt.url_login};
  i.brute_force_protection = s.security.brute_force_protection;
}

sql::PostgresSettings PostgresOf(const PostgresPlace& place) {
  return {.host = place.host,
          .port = place.port,
          .name = place.name,
          .user = place.user,
          .password = place.password,
          .ssl_mode = place.ssl_mode,
          .ca_cert_path = place.ca_cert_path,
          .client_cert_path = place.client_cert_path,
          .client_key_path = place.client_key_path};
}

InstanceSettings InstanceOf(const Settings& s, const FeatureToggles& toggles, const Release& release) {
  InstanceSettings i;
  i.release = &release;
  if (s.database.postgres)
    i.postgres = PostgresOf(*s.database.postgres);
  else if (!s.database.in_memory)
    i.database = s.database.file;
  i.production = s.app_mode == "production";
  i.sub_url = s.server.sub_url;
  i.cut_sub_url = s.server.serve_from_sub_path;
  i.gzip = s.server.gzip;
  if (s.security.content_security_policy) i.content_policy = s.security.content_security_policy_template;
  i.headers = HeadersOf(s);
  i.redirects = {.root_url = s.server.root_url, .domain = s.server.domain, .enforce_domain = s.server.enforce_domain};
  i.quotas = s.quota;
  i.data_source_proxy.targets = {s.security.proxied_targets.begin(), s.security.proxied_targets.end()};
  i.gravatar = s.security.gravatar;
  i.user_cache = s.grafake.user_cache;
  i.longest_member = s.grafake.limits.member_bytes;
  i.journal = static_cast<std::size_t>(s.grafake.journal);
  i.roles = {.service_accounts = release.accounts_toggle.empty() || toggles.IsOn(release.accounts_toggle),
             .editors_can_admin = s.users.editors_can_admin};
  i.members = {.auto_assign_org = s.users.auto_assign_org,
               .org_id = s.users.auto_assign_org_id,
               .role = StoredRole(s.users.auto_assign_org_role)};
  i.sign_up = {.allowed = s.users.allow_sign_up,
               .verifies_mail = s.users.verify_email,
               .auto_assign_org = s.users.auto_assign_org};
  i.invitation_lifetime = s.users.invite_lifetime;
  i.anybody_creates_orgs = s.users.allow_org_create;
  i.hidden_users = {s.users.hidden_users.begin(), s.users.hidden_users.end()};
  i.admin = {.create = s.security.create_admin, .login = s.security.admin_user, .password = s.security.admin_password};
  i.tokens = {.limit = {s.auth.api_key_max_seconds},
              .hash = s.grafake.token_hash == "pbkdf2" ? TokenHash::kPbkdf2 : TokenHash::kSha256};
  AddSignIn(i, s);
  i.authorization = {.rbac = release.rbac_toggle.empty() ? s.rbac : toggles.IsOn(release.rbac_toggle),
                     .editors_can_admin = s.users.editors_can_admin};
  i.health.hide_version = s.auth.hide_version;
  return i;
}

MetricFacts FactsOf(Configuration& c, const FeatureToggles& toggles) {
  MetricFacts facts{.toggles = toggles.all()};
  if (const IniSection* section = c.file().FindSection("metrics.environment_info")) {
    for (const IniKey& key : section->keys()) facts.environment[key.name] = key.value;
  }
  return facts;
}

ProvisioningSettings ProvisioningOf(const Settings& settings, const Configuration& configuration) {
  ProvisioningSettings provisioning;
  provisioning.folder = settings.provisioning.folder;
  provisioning.named = settings.provisioning.named;
  // Shared by all copies of the settings.
  provisioning.expand = [environment = std::make_shared<const Environment>(configuration.environment())](
                            std::string_view value) { return ExpandProvisioned(value, *environment); };
  return provisioning;
}

PageSettings PagesOf(const Settings& settings, Configuration& c) {
  return {.default_theme = c.Text("users", "default_theme"),
          .sign_out = !c.Boolean("auth", "disable_signout_menu", false),
          .names = settings.grafake.page_names};
}

ControlSettings ControlOf(const Settings& settings) {
  const std::string& word = settings.grafake.control;
  return {.who = word == "off"   ? ControlFor::kNobody
                 : word == "any" ? ControlFor::kAnybody
                                 : ControlFor::kLoopback,
          .token = settings.grafake.control_token,
          .domain = settings.server.domain,
          .label = settings.grafake.label};
}

}  // namespace

LogSettings LogOf(const LoggingSettings& s, LogForm form) {
  LogSettings log{.enabled = s.enabled && std::ranges::find(s.modes, "console") != s.modes.end(),
                  .level = ParseLogLevel(s.level),
                  .json = s.format == "json",
                  .form = form};
  for (const auto& [logger, level] : s.filters) log.filters[logger] = ParseLogLevel(level);
  return log;
}

AppSettings AppSettingsOf(const Settings& settings, Configuration& configuration, const FeatureToggles& toggles,
                          const Release& release) {
  AppSettings app;
  app.instance = InstanceOf(settings, toggles, release);
  app.instance.frontend = FrontendOf(settings, configuration, toggles, release);
  app.instance.frontend.rbac = app.instance.authorization.rbac;
  app.instance.roles.alerting = app.instance.frontend.unified_alerting;
  if (configuration.Boolean("users", "case_insensitive_login", false))
    app.instance.members.login_case = release.case_insensitive;
  if (!release.external_accounts_toggle.empty() && toggles.IsOn(release.external_accounts_toggle))
    app.instance.members.external_accounts = configuration.Boolean("auth", "managed_service_accounts_enabled", false);
  if (release.user_changes.policy_exists)
    app.instance.members.strong_passwords = configuration.Boolean("auth.basic", "password_policy", false);
  if (release.passwords_can_end) {
    app.instance.login.no_passwords = app.instance.authentication.no_passwords =
        configuration.Boolean("auth", "disable_login", false);
  }
  app.instance.pages = PagesOf(settings, configuration);
  app.instance.pages_in_cookie = !release.address_toggle.empty() && !toggles.IsOn(release.address_toggle);
  app.instance.names_caller = !release.caller_toggle.empty() && toggles.IsOn(release.caller_toggle);
  if (release.admin_has_email_setting) app.instance.admin.email = configuration.Text("security", "admin_email");
  if (release.token_lifetimes.days_are_limited) {
    app.instance.tokens.limit.most_days = configuration.Integer("service_accounts", "token_expiration_day_limit", -1);
  }
  app.instance.permission_cache = configuration.Boolean("rbac", "permission_cache", true);
  app.instance.roles.plugin_admin = app.instance.frontend.plugin_admin && !app.instance.frontend.plugin_external_manage;
  app.instance.metrics = {.enabled = configuration.Boolean("metrics", "enabled", true),
                          .user = configuration.Text("metrics", "basic_auth_username"),
                          .password = configuration.Text("metrics", "basic_auth_password")};
  app.instance.metric_facts = FactsOf(configuration, toggles);
  app.instance.provisioning = ProvisioningOf(settings, configuration);
  app.listen_problem = ListenProblem(settings.server);
  if (!app.listen_problem) app.listen = ListenOf(settings.server, settings.grafake.limits);
  app.protocol = settings.server.protocol;
  app.router_logging = settings.server.router_logging;
  app.control = ControlOf(settings);
  return app;
}

}  // namespace grafake::server
