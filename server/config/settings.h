#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "server/config/configuration.h"

namespace grafake::server {

// What settings mean to the server, read once. One comment a field: its key in Grafana's ini file.
struct ServerSettings {
  std::string protocol = "http";      // [server] protocol: http, https, h2, socket; anything else is http
  std::string address = "127.0.0.1";  // [server] http_addr; loopback when it is empty
  std::string port = "3000";          // [server] http_port
  std::string domain = "localhost";   // [server] domain
  bool enforce_domain = false;        // [server] enforce_domain
  std::string root_url;               // [server] root_url, ending in '/'
  std::string sub_url;                // its path without the slash at its end
  bool serve_from_sub_path = false;   // [server] serve_from_sub_path
  bool router_logging = false;        // [server] router_logging
  bool gzip = false;                  // [server] enable_gzip
  std::string cert_file;              // [server] cert_file
  std::string key_file;               // [server] cert_key
  std::string socket;                 // [server] socket
};

struct DatabaseSettings {
  bool in_memory = true;  // nobody named a data directory or a database
  std::string file;       // [database] path below [paths] data, made absolute by the home path
};

struct SecuritySettings {
  bool create_admin = true;                          // not [security] disable_initial_admin_creation
  std::string admin_user = "admin";                  // [security] admin_user
  std::string admin_password = "admin";              // [security] admin_password
  std::string secret_key;                            // [security] secret_key
  bool brute_force_protection = true;                // not [security] disable_brute_force_login_protection
  bool gravatar = true;                              // not [security] disable_gravatar
  bool cookie_secure = false;                        // [security] cookie_secure
  std::string cookie_same_site = "lax";              // [security] cookie_samesite
  bool allow_embedding = false;                      // [security] allow_embedding
  bool content_type_options = true;                  // [security] x_content_type_options
  bool xss_protection = true;                        // [security] x_xss_protection
  bool strict_transport = false;                     // [security] strict_transport_security
  std::int64_t strict_transport_age = 86400;         // [security] strict_transport_security_max_age_seconds
  bool strict_transport_preload = false;             // [security] strict_transport_security_preload
  bool strict_transport_subdomains = false;          // [security] strict_transport_security_subdomains
  bool content_security_policy = false;              // [security] content_security_policy
  std::string content_security_policy_template;      // [security] content_security_policy_template
  std::vector<std::string> csrf_trusted_origins;     // [security] csrf_trusted_origins
  std::vector<std::string> csrf_additional_headers;  // [security] csrf_additional_headers
};

struct UserSettings {
  bool allow_sign_up = false;                   // [users] allow_sign_up
  bool allow_org_create = false;                // [users] allow_org_create
  bool auto_assign_org = true;                  // [users] auto_assign_org
  std::int64_t auto_assign_org_id = 1;          // [users] auto_assign_org_id
  std::string auto_assign_org_role = "Viewer";  // [users] auto_assign_org_role; what is no role is Editor
  bool editors_can_admin = false;               // [users] editors_can_admin
  bool viewers_can_edit = false;                // [users] viewers_can_edit
  std::vector<std::string> hidden_users;        // [users] hidden_users
};

struct AuthSettings {
  std::string login_cookie_name = "grafana_session";  // [auth] login_cookie_name
  std::chrono::seconds inactive_lifetime{7 * 86400};  // [auth] login_maximum_inactive_lifetime_duration
  std::chrono::seconds lifetime{30 * 86400};          // [auth] login_maximum_lifetime_duration
  std::chrono::minutes rotation_interval{10};         // [auth] token_rotation_interval_minutes, at least 2
  std::int64_t api_key_max_seconds = -1;              // [auth] api_key_max_seconds_to_live
  bool disable_login_form = false;                    // [auth] disable_login_form
  std::string signout_redirect_url;                   // [auth] signout_redirect_url
  bool basic = true;                                  // [auth.basic] enabled
  bool anonymous = false;                             // [auth.anonymous] enabled
  std::string anonymous_org;                          // [auth.anonymous] org_name
  std::string anonymous_role;                         // [auth.anonymous] org_role
  bool hide_version = false;                          // [auth.anonymous] hide_version
};

struct LoggingSettings {
  bool enabled = true;                         // [log] enabled
  std::vector<std::string> modes;              // [log] mode
  std::string level = "info";                  // [log] level, or the console's own
  std::map<std::string, std::string> filters;  // [log] filters: logger → level
  std::string format = "console";              // [log.console] format
};

struct GrafakeSettings {
  std::chrono::seconds user_cache{0};  // [grafake] user_cache_seconds: 0 shows changes at once, 5 is Grafana's own
  std::string token_hash = "sha256";   // [grafake] token_hash: sha256 or pbkdf2
};

struct Settings {
  std::string app_mode = "production";  // app_mode
  ServerSettings server;
  DatabaseSettings database;
  SecuritySettings security;
  UserSettings users;
  AuthSettings auth;
  bool rbac = true;                           // [rbac] enabled
  std::map<std::string, std::int64_t> quota;  // [quota] limits by key; empty: quotas are off
  LoggingSettings log;
  GrafakeSettings grafake;
};

// Reads all of it. `home_path` is where relative paths begin. The error is a value that ends the start.
[[nodiscard]] tl::expected<Settings, LoadError> ReadSettings(Configuration& configuration,
                                                             const std::string& home_path);

}  // namespace grafake::server
