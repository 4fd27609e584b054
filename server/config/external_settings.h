#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "server/config/configuration.h"

namespace grafake::server {

// How those sign in for whom another system vouches. One comment a field: its key in Grafana's ini file.
struct AuthProxySettings {
  bool enabled = false;          // [auth.proxy] enabled
  std::string header_name;       // [auth.proxy] header_name
  std::string header_property;   // [auth.proxy] header_property
  bool auto_sign_up = true;      // [auth.proxy] auto_sign_up
  std::int64_t sync_ttl = 0;     // [auth.proxy] sync_ttl, minutes
  std::string whitelist;         // [auth.proxy] whitelist
  std::string headers;           // [auth.proxy] headers
  bool headers_encoded = false;  // [auth.proxy] headers_encoded
  bool login_token = false;      // [auth.proxy] enable_login_token
};

struct AuthJwtSettings {
  bool enabled = false;                   // [auth.jwt] enabled
  std::string header_name;                // [auth.jwt] header_name
  std::string username_claim;             // [auth.jwt] username_claim
  std::string email_claim;                // [auth.jwt] email_claim
  std::string expect_claims;              // [auth.jwt] expect_claims
  std::string jwk_set_url;                // [auth.jwt] jwk_set_url
  std::string jwk_set_file;               // [auth.jwt] jwk_set_file
  std::string key_file;                   // [auth.jwt] key_file
  std::string key_id;                     // [auth.jwt] key_id
  std::chrono::nanoseconds cache_ttl{0};  // [auth.jwt] cache_ttl
  bool auto_sign_up = false;              // [auth.jwt] auto_sign_up
  bool url_login = false;                 // [auth.jwt] url_login
  std::string username_path;              // [auth.jwt] username_attribute_path
  std::string email_path;                 // [auth.jwt] email_attribute_path
  std::string role_path;                  // [auth.jwt] role_attribute_path
  bool role_strict = false;               // [auth.jwt] role_attribute_strict
  std::string org_path;                   // [auth.jwt] org_attribute_path
  std::string org_mapping;                // [auth.jwt] org_mapping
  bool assign_admin = false;              // [auth.jwt] allow_assign_grafana_admin
  bool skip_roles = false;                // [auth.jwt] skip_org_role_sync
  std::string url_token_file;             // [auth.jwt] jwk_set_bearer_token_file
  std::string url_ca;                     // [auth.jwt] tls_client_ca
  bool url_unverified = false;            // [auth.jwt] tls_skip_verify_insecure
};

// `unfit_minutes`: what a sync_ttl that is no number counts as.
[[nodiscard]] AuthProxySettings ReadAuthProxy(Configuration& c, std::int64_t unfit_minutes);
[[nodiscard]] AuthJwtSettings ReadAuthJwt(Configuration& c);

// Which one of the three key settings is set, as far as that is right. The error is Grafana's.
[[nodiscard]] tl::expected<void, StartError> CheckJwtKeys(const AuthJwtSettings& settings);

}  // namespace grafake::server
