#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "server/config/configuration.h"
#include "server/config/external_settings.h"
#include "server/config/limit_settings.h"
#include "server/releases/release.h"

namespace grafake::server {

// What settings mean to the server, read once. One comment a field: its key in Grafana's ini file. ReadSettings fills
// every field, so none has an initial value here: defaults stand in the release's defaults.ini.
struct ServerSettings {
  std::string protocol;      // [server] protocol: http, https, h2, socket; anything else is http
  std::string address;       // [server] http_addr; loopback when it is empty
  std::string port;          // [server] http_port
  std::string domain;        // [server] domain
  bool enforce_domain;       // [server] enforce_domain
  std::string root_url;      // [server] root_url, ending in '/'
  std::string sub_url;       // its path without the slash at its end
  bool serve_from_sub_path;  // [server] serve_from_sub_path
  bool router_logging;       // [server] router_logging
  bool gzip;                 // [server] enable_gzip
  std::string cert_file;     // [server] cert_file
  std::string key_file;      // [server] cert_key
  std::string socket;        // [server] socket
};

// [database] of type postgres: its url, or its keys.
struct PostgresPlace {
  std::string host;  // or the directory of its socket
  std::string port;
  std::string name;
  std::string user;
  std::string password;
  std::string ssl_mode;
  std::string ca_cert_path;
  std::string client_cert_path;
  std::string client_key_path;
};

struct DatabaseSettings {
  bool in_memory;                         // nobody named a data directory or a database
  std::string file;                       // [database] path below [paths] data, made absolute by the home path
  std::optional<PostgresPlace> postgres;  // instead of both
};

struct SecuritySettings {
  bool create_admin;                                 // not [security] disable_initial_admin_creation
  std::string admin_user;                            // [security] admin_user
  std::string admin_password;                        // [security] admin_password
  std::string secret_key;                            // [security] secret_key
  bool brute_force_protection;                       // not [security] disable_brute_force_login_protection
  bool gravatar;                                     // not [security] disable_gravatar
  bool cookie_secure;                                // [security] cookie_secure
  std::string cookie_same_site;                      // [security] cookie_samesite
  bool allow_embedding;                              // [security] allow_embedding
  bool content_type_options;                         // [security] x_content_type_options
  bool xss_protection;                               // [security] x_xss_protection
  bool strict_transport;                             // [security] strict_transport_security
  std::int64_t strict_transport_age;                 // [security] strict_transport_security_max_age_seconds
  bool strict_transport_preload;                     // [security] strict_transport_security_preload
  bool strict_transport_subdomains;                  // [security] strict_transport_security_subdomains
  bool content_security_policy;                      // [security] content_security_policy
  std::string content_security_policy_template;      // [security] content_security_policy_template
  std::vector<std::string> csrf_trusted_origins;     // [security] csrf_trusted_origins
  std::vector<std::string> csrf_additional_headers;  // [security] csrf_additional_headers
  std::vector<std::string> proxied_targets;          // [security] data_source_proxy_whitelist
};

struct UserSettings {
  bool allow_sign_up;                     // [users] allow_sign_up
  bool verify_email;                      // [users] verify_email_enabled
  std::chrono::seconds invite_lifetime;   // [users] user_invite_max_lifetime_duration
  bool allow_org_create;                  // [users] allow_org_create
  bool auto_assign_org;                   // [users] auto_assign_org
  std::int64_t auto_assign_org_id;        // [users] auto_assign_org_id
  std::string auto_assign_org_role;       // [users] auto_assign_org_role; what is no role is Editor
  bool editors_can_admin;                 // [users] editors_can_admin
  bool viewers_can_edit;                  // [users] viewers_can_edit
  std::vector<std::string> hidden_users;  // [users] hidden_users
};

struct AuthSettings {
  std::string login_cookie_name;           // [auth] login_cookie_name
  std::chrono::seconds inactive_lifetime;  // [auth] login_maximum_inactive_lifetime_duration
  std::chrono::seconds lifetime;           // [auth] login_maximum_lifetime_duration
  std::chrono::minutes rotation_interval;  // [auth] token_rotation_interval_minutes, at least 2
  std::int64_t api_key_max_seconds;        // [auth] api_key_max_seconds_to_live
  bool disable_login_form;                 // [auth] disable_login_form
  std::string signout_redirect_url;        // [auth] signout_redirect_url
  bool basic;                              // [auth.basic] enabled
  bool anonymous;                          // [auth.anonymous] enabled
  std::string anonymous_org;               // [auth.anonymous] org_name
  std::string anonymous_role;              // [auth.anonymous] org_role
  bool hide_version;                       // [auth.anonymous] hide_version
  AuthProxySettings proxy;
  AuthJwtSettings jwt;
};

struct GrafakeSettings {
  std::chrono::seconds user_cache;  // [grafake] user_cache_seconds: 0 shows changes at once, 5 is Grafana's own
  std::string token_hash;           // [grafake] token_hash: sha256 or pbkdf2
  LimitSettings limits;             // [grafake] max_…, least_…
  std::string page_names;           // [grafake] page_names: both or grafana
  std::string control;              // [grafake] control: loopback, any or off
  std::string control_token;        // [grafake] control_token
  std::int64_t journal = 0;         // [grafake] journal: requests, 0: none
  bool label;                       // [grafake] label
};

// As configured; nothing where it is not, or is no boolean.
struct AlertingSettings {
  std::optional<bool> legacy;   // [alerting] enabled
  std::optional<bool> unified;  // [unified_alerting] enabled
};

// Where provisioning files are.
struct ProvisioningPlace {
  std::string folder;  // [paths] provisioning; a relative one begins at the home path
  bool named = false;  // somebody has set it
};

struct Settings {
  std::string app_mode;  // app_mode
  ServerSettings server;
  DatabaseSettings database;
  SecuritySettings security;
  UserSettings users;
  AuthSettings auth;
  bool rbac;                                  // [rbac] enabled
  std::map<std::string, std::int64_t> quota;  // [quota] limits by key; empty: quotas are off
  AlertingSettings alerting;
  ProvisioningPlace provisioning;
  GrafakeSettings grafake;
};

// Reads all but the log. `home_path` is where relative paths begin. The error is a value that ends the start; of
// several it is the one that Grafana comes to first.
//
// A default is not a fallback: the default is what defaults.ini says when nobody sets a key; the fallback, spelled in
// settings.cc, is what Grafana's code takes for a value that is empty or does not fit. They may differ: sign-up is off
// by default, and on for `allow_sign_up = maybe`. A release's reads.txt has Grafana's fallbacks; a test holds both
// equal.
[[nodiscard]] tl::expected<Settings, StartError> ReadSettings(Configuration& configuration,
                                                              const std::string& home_path,
                                                              const Release& release = DefaultRelease());

}  // namespace grafake::server
